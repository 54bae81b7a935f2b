package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;

/** The key belongs to another holder, or to a certificate that was revoked. */
@ApplicationException(rollback = true)
public class KeyHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyHeldException(String profile) {
        super("key held elsewhere, profile " + profile);
    }
}
