package org.konsil.protocol.mls;

/** The bytes are not what RFC 9420 says they must be; the message names the structure, never its content. */
public final class MlsFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MlsFormatException(String what) {
        super(what);
    }
}
