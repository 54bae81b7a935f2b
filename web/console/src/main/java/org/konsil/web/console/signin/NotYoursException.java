package org.konsil.web.console.signin;

/** Somebody tried an act that is not of their office. */
public class NotYoursException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYoursException(String page) {
        super("not open to this person: " + page);
    }
}
