package org.konsil.server.device.standing;

import java.time.Instant;
import org.konsil.server.device.Grade;

/** When each step of a shortcoming comes; a step that never comes has the time {@link Instant#MAX}. */
public record Steps(Instant warn, Instant urgentOnly, Instant blocked) {

    /** What is refused from the first moment on. */
    static Steps atOnce() {
        return new Steps(Instant.MIN, Instant.MIN, Instant.MIN);
    }

    /** What is told and stops nothing by itself. */
    static Steps warning(Instant from) {
        return new Steps(from, Instant.MAX, Instant.MAX);
    }

    Steps neverBlocked() {
        return new Steps(warn, urgentOnly, Instant.MAX);
    }

    Grade at(Instant now) {
        if (!now.isBefore(blocked)) {
            return Grade.BLOCKED;
        }
        if (!now.isBefore(urgentOnly)) {
            return Grade.URGENT_ONLY;
        }
        return now.isBefore(warn) ? Grade.GOOD : Grade.WARN;
    }
}
