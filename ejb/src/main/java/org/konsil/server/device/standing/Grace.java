package org.konsil.server.device.standing;

import java.time.Duration;
import java.time.Instant;

/**
 * How much time there is for one kind of shortcoming, counted from where it begins; negative is before.
 *
 * @param warn until the owner is told
 * @param urgentOnly until only urgent messages go out
 * @param blocked until nothing works
 */
public record Grace(Duration warn, Duration urgentOnly, Duration blocked) {

    /** A step that would come before a milder one is a slip of the pen. */
    public Grace {
        if (warn.compareTo(urgentOnly) > 0 || urgentOnly.compareTo(blocked) > 0) {
            throw new IllegalArgumentException("warn, urgent only and blocked come in this order");
        }
    }

    static Grace days(long warn, long urgentOnly, long blocked) {
        return new Grace(Duration.ofDays(warn), Duration.ofDays(urgentOnly), Duration.ofDays(blocked));
    }

    Steps from(Instant begin) {
        return new Steps(begin.plus(warn), begin.plus(urgentOnly), begin.plus(blocked));
    }
}
