package org.konsil.server.certification.approval;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Ends orders that nobody decided in time. */
@Singleton
public class ApprovalTimer {
    @Inject
    ApprovalQueue queue;

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void expire() {
        queue.expire();
    }
}
