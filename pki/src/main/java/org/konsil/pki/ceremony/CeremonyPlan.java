package org.konsil.pki.ceremony;

import java.util.List;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.profile.ServerNames;

/**
 * What the first ceremony is to make.
 *
 * @param hospital the organisation name in every certificate, at most 64 characters (RFC 5280, appendix A)
 * @param serverNames the DNS names of the server, the first is its main one; {@code localhost} is always added
 * @param addresses where lists, certificates and status of all CAs are found
 */
public record CeremonyPlan(String hospital, List<String> serverNames, PublicAddresses addresses) {

    /** Refuses names that no certificate can carry. */
    public CeremonyPlan {
        serverNames = List.copyOf(serverNames);
        if (hospital.isBlank() || hospital.length() > 64) {
            throw new CeremonyException("the hospital's name has 1 to 64 characters");
        }
        if (serverNames.isEmpty() || !serverNames.stream().allMatch(ServerNames::isDnsName)) {
            throw new CeremonyException("the server needs DNS names in lower case");
        }
    }
}
