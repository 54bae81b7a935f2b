package org.konsil.pki.request;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.konsil.pki.profile.DeviceNames;

/**
 * A request whose signature proved that the sender has the key; what it says of its holder is a claim and no more.
 *
 * @param publicKey the SubjectPublicKeyInfo, DER, a P-256 key on its curve
 * @param claimedSubject the subject it asks for, perhaps empty
 * @param claimedUris the URIs it asks for
 * @param claimedDevice the device that one of the URIs names
 */
public record DeviceRequest(
        byte[] publicKey, X500Principal claimedSubject, List<String> claimedUris, UUID claimedDevice) {

    /** Whether every claim is true of these names; the subject may be left empty, the URIs may not. */
    public boolean claims(DeviceNames names) {
        boolean noSubject = claimedSubject.getName().isEmpty();
        Set<String> uris = new HashSet<>(claimedUris);
        return (noSubject || claimedSubject.equals(names.subject()))
                && claimedUris.size() == uris.size()
                && uris.equals(Set.copyOf(names.uris()));
    }
}
