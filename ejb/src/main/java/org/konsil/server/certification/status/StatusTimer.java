package org.konsil.server.certification.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Renews leases at half of their time, and the signers of this node at half of theirs. */
@Singleton
public class StatusTimer {
    private static final int AT_ONCE = 2000;

    @Inject
    Leases leases;

    @Inject
    StatusSigners signers;

    @Inject
    StatusChangeLog changes;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void renew() {
        signers.renewDue();
        leases.renewDue(AT_ONCE);
        changes.purge();
    }
}
