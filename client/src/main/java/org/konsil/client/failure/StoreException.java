package org.konsil.client.failure;

/** The device's own store cannot be used: another program has it open, the key is wrong, the disk refuses. */
public final class StoreException extends DeviceException {

    private static final long serialVersionUID = 1L;

    public StoreException(String code) {
        super(code);
    }

    public StoreException(String code, Throwable cause) {
        super(code, cause);
    }
}
