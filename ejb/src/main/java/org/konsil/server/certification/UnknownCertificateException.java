package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** This CA never made a certificate of that serial. */
@ApplicationException(rollback = true)
public class UnknownCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownCertificateException(CertificateSerial serial) {
        super("unknown certificate " + serial);
    }
}
