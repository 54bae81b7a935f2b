package org.konsil.server.device;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** The hardware still waits for its second voice: refuse the request instead. */
@ApplicationException(rollback = true)
public class HardwareNotApprovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HardwareNotApprovedException(UUID hardware) {
        super("hardware not approved yet " + hardware);
    }
}
