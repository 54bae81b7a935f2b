package org.konsil.pki.profile;

/**
 * Where a certificate's reader finds what it needs; http, so that no check waits for another check.
 *
 * @param revocationList the CRL of the issuing CA
 * @param issuer the issuing CA's certificate, DER
 */
public record Locations(String revocationList, String issuer) {

    /** Refuses anything but plain http addresses. */
    public Locations {
        if (!revocationList.startsWith("http://") || !issuer.startsWith("http://")) {
            throw new IllegalArgumentException("CRL and CA certificate are fetched over http");
        }
    }
}
