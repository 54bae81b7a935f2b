package org.konsil.protocol.vault;

/** Bytes that are no point to work with (RFC 9497, DeserializeError). */
public final class ElementRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    ElementRefusedException() {
        super("no element of P-256");
    }

    ElementRefusedException(Throwable cause) {
        super("no element of P-256", cause);
    }
}
