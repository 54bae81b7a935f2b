package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** An officer refused to let this certificate be issued. */
@ApplicationException(rollback = true)
public class EnrolmentRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnrolmentRejectedException(String profile) {
        super("enrolment rejected, profile " + profile);
    }
}
