package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** The request was decided, or its time is over. */
@ApplicationException(rollback = true)
public class ApprovalClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApprovalClosedException(UUID request) {
        super("closed approval request " + request);
    }
}
