package org.konsil.server.certification.inventory;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Looks every hour for certificates that end soon, and every night for those that may go. */
@Singleton
public class ExpiryTimer {
    @Inject
    ExpiryWatch watch;

    @Schedule(hour = "*", minute = "7", persistent = false)
    void look() {
        watch.look();
    }

    @Schedule(hour = "3", minute = "40", persistent = false)
    void bury() {
        watch.bury();
    }
}
