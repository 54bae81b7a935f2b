package org.konsil.pki.chain;

import java.security.cert.X509CRL;
import java.util.List;
import java.util.Set;

/** Which revocation lists are taken at all (RFC 5280, section 5); one that is not leaves its certificates without status. */
final class ListRules {

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String AUTHORITY_KEY_ID = "2.5.29.35";

    private ListRules() {}

    static List<X509CRL> usable(List<X509CRL> lists) {
        return lists.stream().filter(ListRules::isUsable).toList();
    }

    /** Sections 5.1.2.5 (nextUpdate), 5.2.1 and 5.2.3: both extensions are there, and neither is critical. */
    private static boolean isUsable(X509CRL list) {
        Set<String> others = list.getNonCriticalExtensionOIDs();
        return list.getNextUpdate() != null
                && others != null
                && others.contains(CRL_NUMBER)
                && others.contains(AUTHORITY_KEY_ID);
    }
}
