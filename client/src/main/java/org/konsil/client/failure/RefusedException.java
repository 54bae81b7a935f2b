package org.konsil.client.failure;

/** The server said no (docs/api/problems.md); the code is the last part of the problem's type. */
public final class RefusedException extends DeviceException {

    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;
    private static final int SERVER_FAILURE = 500;
    private static final int UNAVAILABLE = 503;

    private final int status;

    public RefusedException(String code, int status) {
        super(code);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether something else came first, so that the same may be asked again once that has arrived. */
    public boolean isConflict() {
        return status == CONFLICT;
    }

    /** Whether the server failed, so that the same may be asked again later. */
    public boolean isServerFailure() {
        return status >= SERVER_FAILURE;
    }

    /** Whether the server says that it cannot do it right now; the same is asked again after a wait. */
    public boolean isPassing() {
        return status == UNAVAILABLE;
    }
}
