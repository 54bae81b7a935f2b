package org.konsil.pki.profile;

import java.util.List;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;

/**
 * The names that a device certificate carries; none is a person's.
 *
 * @param hospital the organisation, as in the issuing CA's own name
 * @param domain the hospital's domain in {@code im:} URIs
 * @param user whose device it is
 * @param device which device
 */
public record DeviceNames(String hospital, String domain, UUID user, UUID device) implements SubjectNames {

    @Override
    public NameForm form() {
        return NameForm.DEVICE;
    }

    /** {@code CN=<device>, O=<hospital>}; in the encoding O comes first, as the CA's name constraint demands. */
    @Override
    public X500Principal subject() {
        return DistinguishedNames.subject(hospital, device.toString());
    }

    /** The two URIs of the subjectAltName: the user (RFC 9734), then the device (RFC 4122). */
    public List<String> uris() {
        return List.of("im:" + user + "@" + domain, "urn:uuid:" + device);
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return uris().stream().map(AlternativeName::uri).toList();
    }
}
