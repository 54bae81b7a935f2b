package org.konsil.server.certification;

import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;

/** What certification asks of the device feature before it issues: whose device this is, and whether it is in good standing. */
public interface SubjectDirectory {

    /**
     * The subject for a certificate of this device.
     *
     * @throws RuntimeException one of the device feature's refusals, if the device is not registered, not the caller's, or its
     *     posture is not good; never answers on doubt
     */
    CertificateSubject requireSubject(Caller caller, UUID device);

    /** Whose device this is, whatever its standing; nothing if there is none of that id. */
    Optional<Identity> findHolder(UUID device);
}
