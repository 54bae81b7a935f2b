package org.konsil.client.bench.ca;

import java.nio.charset.StandardCharsets;
import org.konsil.client.installation.layout.InstallationException;

/**
 * What the server answered.
 *
 * @param retryAfterSeconds when to ask again, 0 if it did not say so
 */
record Answer(int status, int retryAfterSeconds, byte[] body) {

    private static final int SHOWN_CHARACTERS = 300;

    /** The body, if it has this status. */
    byte[] require(int expected) {
        if (status != expected) {
            String text = new String(body, StandardCharsets.UTF_8);
            throw new InstallationException("the server answered " + status + " instead of " + expected + ": "
                    + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)));
        }
        return body;
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
