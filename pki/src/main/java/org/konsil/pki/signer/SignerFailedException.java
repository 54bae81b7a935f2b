package org.konsil.pki.signer;

/** The CA's key cannot be read or used; nothing was signed. */
public final class SignerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignerFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    SignerFailedException(String message) {
        super(message);
    }
}
