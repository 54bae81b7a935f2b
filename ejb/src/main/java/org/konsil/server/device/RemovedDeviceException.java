package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The device was put out; nothing more is possible with it. */
@ApplicationException(rollback = true)
public class RemovedDeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RemovedDeviceException(DeviceId id) {
        super("removed device " + id);
    }
}
