package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** What was left as a key package is not one. */
@ApplicationException(rollback = true)
public class KeyPackageMalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyPackageMalformedException(DeviceId device) {
        super("not a key package, from device " + device);
    }
}
