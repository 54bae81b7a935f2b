package org.konsil.server.certification;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Which certificate a device holds now; those who let devices in ask here. */
public interface CurrentCertificates {

    /** The newest certificate of the device, if it is neither revoked nor expired. */
    Optional<DeviceCertificate> findCurrent(UUID device);

    /**
     * The device's certificate of exactly these bytes, if it is neither revoked nor expired: as long as a device has not fetched
     * its next one, which may have been made without its asking, it goes on with the one before.
     *
     * @param certificate DER
     */
    default Optional<DeviceCertificate> findGood(UUID device, byte[] certificate) {
        return findCurrent(device)
                .filter(current -> Arrays.equals(current.chain().get(0), certificate));
    }
}
