package org.konsil.client.failure;

/** Something is not what it claims to be: a signature, a certificate, a frame, a record. Nothing of it was used. */
public final class TamperedException extends DeviceException {

    private static final long serialVersionUID = 1L;

    public TamperedException(String code) {
        super(code);
    }

    public TamperedException(String code, Throwable cause) {
        super(code, cause);
    }
}
