package org.konsil.pki.issuance;

/** What was signed is not what was prepared, or the signature is bad; the certificate is not given out. */
public final class IssuanceFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuanceFailedException(String message) {
        super(message);
    }

    IssuanceFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
