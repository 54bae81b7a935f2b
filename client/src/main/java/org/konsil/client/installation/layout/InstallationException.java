package org.konsil.client.installation.layout;

/** A step of preparing, starting or stopping did not succeed; the message is for the user. */
public final class InstallationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message says which step, and where to read on. */
    public InstallationException(String message) {
        super(message);
    }

    /** The message says which step, and where to read on. */
    public InstallationException(String message, Throwable cause) {
        super(message, cause);
    }
}
