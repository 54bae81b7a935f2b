package org.konsil.client.failure;

/** Something that a device could not do; {@link #code()} is for programs, and the command has words for it. */
public abstract sealed class DeviceException extends RuntimeException
        permits OfflineException, RefusedException, TamperedException, LockedException, StoreException {

    private static final long serialVersionUID = 1L;

    private final String code;

    DeviceException(String code) {
        super(code);
        this.code = code;
    }

    DeviceException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    /** Lower case with hyphens, such as {@code server-unreachable}. */
    public String code() {
        return code;
    }
}
