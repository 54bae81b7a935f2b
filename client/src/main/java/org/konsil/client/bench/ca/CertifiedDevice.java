package org.konsil.client.bench.ca;

import java.security.KeyPair;
import java.util.List;
import java.util.UUID;

/**
 * A device that may open a session.
 *
 * @param userUri its owner, as member lists name people
 * @param chain DER, the device's certificate, then the authority's
 */
public record CertifiedDevice(UUID id, String userUri, KeyPair keys, List<byte[]> chain, Signatory owner) {

    /** Keeps a copy. */
    public CertifiedDevice {
        chain = List.copyOf(chain);
    }

    /** An access token of its owner. */
    public String token() throws InterruptedException {
        return owner.token();
    }

    @Override
    public String toString() {
        return "CertifiedDevice[" + id + "]";
    }
}
