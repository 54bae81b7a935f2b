package org.konsil.server.proof;

import jakarta.ejb.ApplicationException;

/** The log has no file of this name, or not yet. */
@ApplicationException(rollback = true)
public class UnknownProofFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownProofFileException() {
        super("no such file of the log");
    }
}
