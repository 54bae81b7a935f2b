package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** The id is that of a re-issue of another profile. */
@ApplicationException(rollback = true)
public class ReissueDiffersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReissueDiffersException(UUID reissue) {
        super("another re-issue " + reissue);
    }
}
