package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** More is waiting to be written than the server takes in; nothing of this request was kept. */
@ApplicationException(rollback = true)
public class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException() {
        super("too much waits to be written");
    }
}
