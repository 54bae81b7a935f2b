package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The request claims names that are not the caller's; nothing was issued. */
@ApplicationException(rollback = true)
public class ClaimedSubjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimedSubjectException(String profile) {
        super("claims differ, profile " + profile);
    }
}
