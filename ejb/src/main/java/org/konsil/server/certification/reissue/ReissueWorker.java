package org.konsil.server.certification.reissue;

import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.Future;

/** A thread that does one batch after another until none is left. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each batch has its own
public class ReissueWorker {
    private static final Logger LOGGER = System.getLogger(ReissueWorker.class.getName());

    @Inject
    ReissueBatch batches;

    /** How many batches it did. */
    @Asynchronous
    public Future<Integer> work() {
        int done = 0;
        for (UUID id : batches.running()) {
            done += work(id);
        }
        return new AsyncResult<>(done);
    }

    private int work(UUID id) {
        int done = 0;
        try {
            while (batches.next(id)) {
                done++;
            }
        } catch (RuntimeException failed) {
            LOGGER.log(Level.ERROR, "A batch of re-issue " + id + " failed; it is tried again soon", failed);
            batches.failed(id);
        }
        return done;
    }
}
