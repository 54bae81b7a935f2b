package org.konsil.protocol.mls.crypto;

/** A primitive failed or is missing: a defect of this installation or of a key store, not of what came in. */
public final class MlsCryptoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MlsCryptoException(String what, Throwable cause) {
        super(what, cause);
    }
}
