package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** There is no such profile, or no authority here that issues it. */
@ApplicationException(rollback = true)
public class UnknownProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownProfileException(String profile) {
        super("unknown profile " + profile);
    }
}
