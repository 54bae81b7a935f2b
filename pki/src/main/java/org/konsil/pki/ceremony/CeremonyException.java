package org.konsil.pki.ceremony;

/** The ceremony or a renewal was refused or failed; nothing that existed before was changed. */
public final class CeremonyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CeremonyException(String message) {
        super(message);
    }

    CeremonyException(String message, Throwable cause) {
        super(message, cause);
    }
}
