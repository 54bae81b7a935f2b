package org.konsil.server.proof;

import jakarta.ejb.ApplicationException;

/**
 * Nothing more is signed until somebody looked: the tables are not what was signed before, grown, or the log's key is gone. A
 * node that refused refuses until it is started anew.
 */
@ApplicationException(rollback = true)
public class SigningRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SigningRefusedException(String message) {
        super(message);
    }

    public SigningRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
