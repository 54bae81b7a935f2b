package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The device asked for key packages too often. */
@ApplicationException(rollback = true)
public class TooManyClaimsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyClaimsException(DeviceId device) {
        super("too many claims by device " + device);
    }
}
