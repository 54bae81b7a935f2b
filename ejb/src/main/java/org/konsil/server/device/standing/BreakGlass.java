package org.konsil.server.device.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What two people overlook for a while, so that nobody suffers from a late update (D2). It ends by itself.
 *
 * @param reason what they wrote down
 * @param asker who wanted it
 * @param agreer who agreed, somebody else
 */
public record BreakGlass(String reason, UUID asker, UUID agreer, Instant from, Instant until) {

    /** Long enough for a weekend. */
    public static final Duration LONGEST = Duration.ofHours(72);

    static final int MAX_REASON_CHARACTERS = 500;

    /** Without a second person, a reason, or an end there is none. */
    public BreakGlass {
        if (asker.equals(agreer)) {
            throw new IllegalArgumentException("nobody agrees with themselves");
        }
        if (reason.isBlank() || reason.length() > MAX_REASON_CHARACTERS) {
            throw new IllegalArgumentException("a reason of 1 to " + MAX_REASON_CHARACTERS + " characters is needed");
        }
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("it lasts " + LONGEST + " at most");
        }
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
