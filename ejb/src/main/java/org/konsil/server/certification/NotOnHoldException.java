package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** Only what is on hold can be released. */
@ApplicationException(rollback = true)
public class NotOnHoldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotOnHoldException(CertificateSerial serial) {
        super("not on hold " + serial);
    }
}
