package org.konsil.pki.lint;

import java.io.IOException;

/**
 * One rule on certificates.
 *
 * @param name what a certificate that keeps it is
 * @param section where the rule stands
 * @param rule whether a certificate keeps it; what cannot be read does not
 */
record Lint<S>(String name, String section, Rule<S> rule) {

    /** A test of a certificate. */
    @FunctionalInterface
    interface Rule<S> {
        boolean holds(S subject) throws IOException;
    }

    boolean holds(S subject) {
        try {
            return rule.holds(subject);
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
