package org.konsil.server.certification.reissue;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Looks every second, and so after each start of the server, for a re-issue that has something to do. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ReissueTimer {
    @Inject
    ReissueBatch batches;

    @Inject
    ReissueWorker worker;

    @Inject
    ReissueSettings settings;

    private final List<Future<Integer>> workers = new ArrayList<>();

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        synchronized (workers) {
            workers.removeIf(Future::isDone);
            int missing = settings.workers() - workers.size();
            if (missing > 0 && !batches.running().isEmpty()) {
                for (int i = 0; i < missing; i++) {
                    workers.add(worker.work());
                }
            }
        }
    }
}
