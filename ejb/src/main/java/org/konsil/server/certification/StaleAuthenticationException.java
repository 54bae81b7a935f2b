package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The person signed in too long ago for this; they have to sign in anew. */
@ApplicationException(rollback = true)
public class StaleAuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleAuthenticationException(String profile) {
        super("authentication too old, profile " + profile);
    }
}
