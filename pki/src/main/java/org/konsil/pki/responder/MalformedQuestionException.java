package org.konsil.pki.responder;

/** The bytes are no OCSP request that Konsil reads; the answer is {@link StatusRefusal#MALFORMED}. */
public final class MalformedQuestionException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedQuestionException(String message) {
        super(message);
    }

    MalformedQuestionException(String message, Throwable cause) {
        super(message, cause);
    }
}
