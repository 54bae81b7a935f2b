package org.konsil.server.certification.issuance;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** What this node counts since its start. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class IssuanceCounts {
    private final AtomicLong lintFailures = new AtomicLong();

    /** How many certificates were not signed because a lint objected. */
    public long lintFailures() {
        return lintFailures.get();
    }

    /** One more. */
    public void lintFailed() {
        lintFailures.incrementAndGet();
    }
}
