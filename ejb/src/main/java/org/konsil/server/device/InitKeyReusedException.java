package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The key package's init key was seen before. */
@ApplicationException(rollback = true)
public class InitKeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InitKeyReusedException(DeviceId device) {
        super("init key seen before, from device " + device);
    }
}
