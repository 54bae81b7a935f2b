package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** The re-issue is done or canceled. */
@ApplicationException(rollback = true)
public class ReissueOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReissueOverException(UUID reissue) {
        super("over is the re-issue " + reissue);
    }
}
