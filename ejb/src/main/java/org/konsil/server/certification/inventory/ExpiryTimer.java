package org.konsil.server.certification.inventory;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Looks every hour for certificates that end soon. */
@Singleton
public class ExpiryTimer {
    @Inject
    ExpiryWatch watch;

    @Schedule(hour = "*", minute = "7", persistent = false)
    void look() {
        watch.look();
    }
}
