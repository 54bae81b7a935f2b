package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** There is no such request for approval. */
@ApplicationException(rollback = true)
public class UnknownApprovalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownApprovalException(UUID request) {
        super("unknown approval request " + request);
    }
}
