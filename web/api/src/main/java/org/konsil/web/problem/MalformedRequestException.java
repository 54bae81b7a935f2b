package org.konsil.web.problem;

/** The request is not what the resource takes; the message says what is wrong with its form, never its content. */
public class MalformedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedRequestException(String what) {
        super(what);
    }
}
