package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The key package's certificate is not the current one of the device that leaves it, or does not carry its key. */
@ApplicationException(rollback = true)
public class KeyPackageForeignException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyPackageForeignException(DeviceId device) {
        super("key package with another credential, from device " + device);
    }
}
