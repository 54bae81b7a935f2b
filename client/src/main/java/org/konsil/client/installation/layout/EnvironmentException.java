package org.konsil.client.installation.layout;

/** Something outside of Konsil must change first: a port is in use, a tool is missing; the message is for the user. */
public final class EnvironmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message is one line that says what to do. */
    public EnvironmentException(String message) {
        super(message);
    }

    /** The message is one line that says what to do. */
    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
