package org.konsil.server.certification.order;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Ends orders that nobody completed in time, and forgets them a week later. */
@Singleton
public class OrderTimer {

    private static final Duration REMEMBERED = Duration.ofDays(7);

    @Inject
    OrderTable orders;

    @Inject
    Clock clock;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void expire() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        orders.expire(now, now.minus(REMEMBERED));
    }
}
