package org.konsil.pki.ceremony;

import java.util.List;

/**
 * What the first ceremony is to make.
 *
 * @param hospital the organisation name in every certificate, at most 64 characters (RFC 5280, appendix A)
 * @param serverNames the DNS names of the server, the first is its main one; {@code localhost} is always added
 */
public record CeremonyPlan(String hospital, List<String> serverNames) {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String DNS_NAME = LABEL + "(\\." + LABEL + ")*";

    /** Refuses names that no certificate can carry. */
    public CeremonyPlan {
        serverNames = List.copyOf(serverNames);
        if (hospital.isBlank() || hospital.length() > 64) {
            throw new CeremonyException("the hospital's name has 1 to 64 characters");
        }
        if (serverNames.isEmpty() || !serverNames.stream().allMatch(CeremonyPlan::isDnsName)) {
            throw new CeremonyException("the server needs DNS names in lower case");
        }
    }

    private static boolean isDnsName(String name) {
        return name.length() <= 253 && name.matches(DNS_NAME);
    }
}
