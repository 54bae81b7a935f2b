package org.konsil.server.device;

import jakarta.ejb.ApplicationException;

/** A leaf's credential is not the current certificate chain of a device of this hospital. */
@ApplicationException(rollback = true)
public class CredentialRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialRefusedException() {
        super("credential refused");
    }
}
