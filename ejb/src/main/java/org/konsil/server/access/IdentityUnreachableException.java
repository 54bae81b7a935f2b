package org.konsil.server.access;

import jakarta.ejb.ApplicationException;

/** Keycloak does not answer, so nobody new can be recognised; worth another try later. */
@ApplicationException(rollback = true)
public class IdentityUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IdentityUnreachableException(String what, Throwable cause) {
        super("identity provider unreachable: " + what, cause);
    }

    public IdentityUnreachableException(String what) {
        super("identity provider unreachable: " + what);
    }
}
