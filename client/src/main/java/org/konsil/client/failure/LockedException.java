package org.konsil.client.failure;

/** The device cannot use its keys now: not signed in, not enrolled, or revoked. */
public final class LockedException extends DeviceException {

    private static final long serialVersionUID = 1L;

    public LockedException(String code) {
        super(code);
    }

    public LockedException(String code, Throwable cause) {
        super(code, cause);
    }
}
