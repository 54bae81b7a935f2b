package org.konsil.server.directory;

import jakarta.ejb.ApplicationException;

/** There is no such person among the staff. */
@ApplicationException(rollback = true)
public class UnknownPersonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPersonException(String id) {
        super("unknown person " + id);
    }
}
