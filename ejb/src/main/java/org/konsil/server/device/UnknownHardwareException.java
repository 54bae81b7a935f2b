package org.konsil.server.device;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** There is no such piece of hardware. */
@ApplicationException(rollback = true)
public class UnknownHardwareException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownHardwareException(UUID hardware) {
        super("unknown hardware " + hardware);
    }
}
