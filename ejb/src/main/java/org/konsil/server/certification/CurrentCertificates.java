package org.konsil.server.certification;

import java.util.Optional;
import java.util.UUID;

/** Which certificate a device holds now; those who let devices in ask here. */
public interface CurrentCertificates {

    /** The newest certificate of the device, if it is neither revoked nor expired. */
    Optional<DeviceCertificate> findCurrent(UUID device);
}
