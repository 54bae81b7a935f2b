package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** This profile is not given out in this way, or not to people of these roles. */
@ApplicationException(rollback = true)
public class EnrolmentForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnrolmentForbiddenException(String profile) {
        super("enrolment forbidden, profile " + profile);
    }
}
