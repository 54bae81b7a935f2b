package org.konsil.server.access;

import jakarta.ejb.ApplicationException;

/** The access token is missing or does not open this; the message says which check failed, for the log only. */
@ApplicationException(rollback = true)
public class TokenRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TokenRefusedException(String check) {
        super("token refused: " + check);
    }
}
