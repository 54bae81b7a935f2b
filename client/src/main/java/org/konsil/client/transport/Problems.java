package org.konsil.client.transport;

import java.util.regex.Pattern;
import org.konsil.client.failure.RefusedException;
import org.konsil.protocol.socket.Problem;

/** The names of refusals (docs/api/problems.md), taken only in their one shape. */
final class Problems {

    static final String UNNAMED = "refused";

    private static final String PREFIX = "urn:konsil:problem:";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private Problems() {}

    static String code(String type) {
        String name = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
        return NAME.matcher(name).matches() ? name : UNNAMED;
    }

    static RefusedException refusal(Problem problem) {
        return new RefusedException(code(problem.getType()), problem.getStatus());
    }
}
