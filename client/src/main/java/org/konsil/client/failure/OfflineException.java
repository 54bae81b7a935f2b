package org.konsil.client.failure;

/** The server cannot be reached, or did not answer in time: time or the network heals it. */
public final class OfflineException extends DeviceException {

    private static final long serialVersionUID = 1L;

    public OfflineException(String code) {
        super(code);
    }

    public OfflineException(String code, Throwable cause) {
        super(code, cause);
    }
}
