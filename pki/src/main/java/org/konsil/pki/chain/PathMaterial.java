package org.konsil.pki.chain;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was sent along or found; nothing of it is trusted.
 *
 * @param certificates perhaps of the chain, in any order
 * @param lists revocation lists
 */
public record PathMaterial(List<X509Certificate> certificates, List<X509CRL> lists) {

    /** Keeps copies. */
    public PathMaterial {
        certificates = List.copyOf(certificates);
        lists = List.copyOf(lists);
    }
}
