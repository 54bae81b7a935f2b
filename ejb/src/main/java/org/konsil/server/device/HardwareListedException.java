package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** Something with this label is on the list already, or waits for its second voice. */
@ApplicationException(rollback = true)
public class HardwareListedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HardwareListedException() {
        super("hardware with this label is on the list");
    }
}
