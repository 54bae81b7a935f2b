package org.konsil.pki.chain;

/** No chain leads from the certificate to a trusted root; nothing of it may be used. */
public final class PathRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String rule;

    PathRefusedException(String rule) {
        super(rule);
        this.rule = rule;
    }

    PathRefusedException(String rule, Throwable cause) {
        super(rule, cause);
        this.rule = rule;
    }

    /** The rule that is broken, by its name or its section. */
    public String rule() {
        return rule;
    }
}
