package org.konsil.pki.revocation;

/** No list was made; the one before stays in force. */
public final class RevocationListFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RevocationListFailedException(String message) {
        super(message);
    }

    RevocationListFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
