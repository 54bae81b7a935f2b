package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** There is no such device, or it is somebody else's: one answer for both. */
@ApplicationException(rollback = true)
public class UnknownDeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownDeviceException(DeviceId id) {
        super("unknown device " + id);
    }
}
