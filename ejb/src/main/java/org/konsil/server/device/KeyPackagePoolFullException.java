package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The device has left as many key packages as are kept for it, or too many at once. */
@ApplicationException(rollback = true)
public class KeyPackagePoolFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyPackagePoolFullException(DeviceId device) {
        super("too many key packages of device " + device);
    }
}
