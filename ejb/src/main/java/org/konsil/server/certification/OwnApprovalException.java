package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** Nobody decides on what they asked for or what is about themselves, nor twice. */
@ApplicationException(rollback = true)
public class OwnApprovalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OwnApprovalException(UUID request) {
        super("own approval request " + request);
    }
}
