package org.konsil.web.problem;

/** The caller is known and may not do this. */
public class RoleMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RoleMissingException(String what) {
        super(what);
    }
}
