package org.konsil.pki.issuance;

import java.util.List;

/** The certificate to be broke a rule of its profile; the CA's key was not used. */
public final class LintFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LintFailedException(List<String> findings) {
        super(String.join(",", findings));
    }
}
