package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** The device was certified with another key before, or the key with another device. */
@ApplicationException(rollback = true)
public class DeviceKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeviceKeyException(UUID device) {
        super("another key for device " + device);
    }
}
