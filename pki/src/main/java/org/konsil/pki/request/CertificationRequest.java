package org.konsil.pki.request;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.SubjectNames;

/**
 * A request of any profile whose signature proved that the sender has the key; what it says of its holder is a claim.
 *
 * @param publicKey the SubjectPublicKeyInfo, DER, of a kind that was permitted, a point on its curve
 * @param challenge its challengePassword (RFC 2985, section 5.4.1), which EST uses for the server's challenge
 * @param claimedSubject the subject it asks for, perhaps empty
 * @param claimedNames the names of the subjectAltName it asks for, perhaps none
 */
public record CertificationRequest(
        byte[] publicKey,
        Optional<String> challenge,
        X500Principal claimedSubject,
        List<AlternativeName> claimedNames) {

    /** Whether every claim is true of these names; who claims nothing claims nothing wrong. */
    public boolean claimsOnly(SubjectNames names) {
        boolean subject = claimedSubject.getName().isEmpty() || names.permitsClaim(claimedSubject);
        Set<AlternativeName> claimed = new HashSet<>(claimedNames);
        return subject
                && claimed.size() == claimedNames.size()
                && (claimed.isEmpty() || claimed.equals(Set.copyOf(names.alternativeNames())));
    }

    @Override
    public String toString() {
        return "CertificationRequest";
    }
}
