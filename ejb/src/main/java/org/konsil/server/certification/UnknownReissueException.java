package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** There is no such re-issue. */
@ApplicationException(rollback = true)
public class UnknownReissueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownReissueException(UUID reissue) {
        super("unknown re-issue " + reissue);
    }
}
