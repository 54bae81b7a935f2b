package org.konsil.pki.profile;

import java.util.Optional;

/**
 * Where a certificate's reader finds what it needs; http, so that no check waits for another check.
 *
 * @param revocationList the shard of the issuing CA's CRL that would name the certificate
 * @param issuer the issuing CA's certificate, DER
 * @param responder the OCSP responder, if there is one
 */
public record Locations(String revocationList, String issuer, Optional<String> responder) {

    /** Refuses anything but plain http addresses. */
    public Locations {
        requireHttp(revocationList);
        requireHttp(issuer);
        responder.ifPresent(Locations::requireHttp);
    }

    /** Without a responder. */
    public Locations(String revocationList, String issuer) {
        this(revocationList, issuer, Optional.empty());
    }

    private static void requireHttp(String address) {
        if (!address.startsWith("http://")) {
            throw new IllegalArgumentException("CRL, CA certificate and status are fetched over http");
        }
    }
}
