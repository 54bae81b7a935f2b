package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** Certificates of this profile are being made anew already. */
@ApplicationException(rollback = true)
public class ReissueAtWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReissueAtWorkException(UUID reissue) {
        super("a re-issue is at work, not begun: " + reissue);
    }
}
