package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The device has no certificate, or only one that ended or was revoked. */
@ApplicationException(rollback = true)
public class NoCurrentCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoCurrentCertificateException(DeviceId device) {
        super("no current certificate of device " + device);
    }
}
