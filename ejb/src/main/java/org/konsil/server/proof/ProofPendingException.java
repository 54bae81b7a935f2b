package org.konsil.server.proof;

/** The act is done, and its event is not in the log yet. */
public class ProofPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProofPendingException(Throwable cause) {
        super("done, but not in the proof log yet", cause);
    }
}
