package org.konsil.server.certification.issuance;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Looks every minute for issuances that a crash interrupted. */
@Singleton
public class JournalTimer {
    @Inject
    JournalSweeper journal;

    @Schedule(hour = "*", minute = "*", persistent = false)
    void sweep() {
        journal.sweep();
    }
}
