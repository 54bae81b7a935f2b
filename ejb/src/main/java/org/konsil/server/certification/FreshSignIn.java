package org.konsil.server.certification;

import java.time.Duration;
import java.time.Instant;
import org.konsil.server.access.Caller;

/** How long ago somebody may have signed in who asks for certificates. */
public final class FreshSignIn {
    /** As RFC 9470 tells it to clients. */
    public static final Duration LIFE = Duration.ofMinutes(5);
    /** Keycloak's clock may differ a little. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private FreshSignIn() {}

    /** @throws StaleAuthenticationException if it was longer ago */
    public static void require(Caller caller, String profile, Instant now) {
        if (!isNow(caller, now)) {
            throw new StaleAuthenticationException(profile);
        }
    }

    /** Whether it was lately enough. */
    public static boolean isNow(Caller caller, Instant now) {
        return !caller.authenticatedAt().plus(LIFE).plus(SKEW).isBefore(now);
    }
}
