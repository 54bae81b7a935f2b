package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** What was given is no label: 1 to 64 letters, digits, spaces, and {@code . - _ / #}. */
@ApplicationException(rollback = true)
public class HardwareLabelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HardwareLabelException() {
        super("not a label of hardware");
    }
}
