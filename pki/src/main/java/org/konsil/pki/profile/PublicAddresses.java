package org.konsil.pki.profile;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the hospital publishes what its CAs have to say; the addresses stand in certificates for years.
 *
 * @param base such as {@code http://konsil.klinikum.example:8080/pki}, without a slash at its end
 */
public record PublicAddresses(String base) {

    /** Refuses what would be no address in a certificate. */
    public PublicAddresses {
        if (!base.startsWith("http://") || base.endsWith("/")) {
            throw new IllegalArgumentException(
                    "CRL and CA certificates are published at an http address without '/' at its end");
        }
    }

    /** The list of one shard of a CA, shards counted from 1. */
    public String revocationList(IssuingAuthority authority, int shard) {
        return base + "/crl/" + name(authority) + "/" + shard + ".crl";
    }

    /** The CA's own certificate, DER. */
    public String certificate(IssuingAuthority authority) {
        return base + "/ca/" + name(authority) + ".cer";
    }

    /** The CA's responder; the root has none, its list says everything. */
    public Optional<String> responder(IssuingAuthority authority) {
        return authority == IssuingAuthority.ROOT ? Optional.empty() : Optional.of(base + "/ocsp/" + name(authority));
    }

    /** All of a CA's, for a certificate of that shard. */
    public Locations of(IssuingAuthority authority, int shard) {
        return new Locations(revocationList(authority, shard), certificate(authority), responder(authority));
    }

    private static String name(IssuingAuthority authority) {
        return authority.name().toLowerCase(Locale.ROOT);
    }
}
