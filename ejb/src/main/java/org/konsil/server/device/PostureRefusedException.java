package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** The hardware is not approved, not for this person, or its state cannot be told. */
@ApplicationException(rollback = true)
public class PostureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PostureRefusedException(DeviceId id) {
        super("hardware not approved for device " + id);
    }
}
