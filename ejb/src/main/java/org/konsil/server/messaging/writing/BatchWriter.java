package org.konsil.server.messaging.writing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.konsil.server.messaging.LogsWritten;

/**
 * The thread that writes. If a batch fails as a whole, as after a deadlock or with a database that is gone, each request is
 * tried by itself, so that none suffers from another one; whatever did not work then was not written, or its sender does
 * not know, repeats it, and gets the first answer.
 */
final class BatchWriter implements Runnable {

    private static final Logger LOGGER = System.getLogger(BatchWriter.class.getName());

    /** After so many failures one after the other it is not the requests. */
    private static final int MOST_FAILURES = 2;

    private final Line line;
    private final Writing writing;
    private final Teller teller;

    /** Writes them in one transaction; when it returns they are on disk. */
    @FunctionalInterface
    interface Writing {
        Written write(List<LogRequest> requests);
    }

    BatchWriter(Line line, Writing writing, Teller teller) {
        this.line = line;
        this.writing = writing;
        this.teller = teller;
    }

    void startIn(ThreadFactory threads) {
        threads.newThread(this).start();
    }

    @Override
    public void run() {
        try {
            List<Pending> batch = line.take();
            while (!batch.isEmpty()) {
                write(batch);
                batch = line.take();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            line.close();
            teller.stop();
        }
    }

    private void write(List<Pending> batch) {
        try {
            teller.tell(batch, writing.write(requests(batch)));
        } catch (RuntimeException failure) {
            // The database's words may name messages.
            LOGGER.log(Level.WARNING, "A batch of {0} was not written, each is tried alone", batch.size());
            writeOneByOne(batch);
        }
    }

    private void writeOneByOne(List<Pending> batch) {
        int failures = 0;
        RuntimeException last = new IllegalStateException();
        for (Pending pending : batch) {
            if (failures == MOST_FAILURES) {
                refuse(pending, last);
                continue;
            }
            List<Pending> alone = List.of(pending);
            try {
                teller.tell(alone, writing.write(requests(alone)));
                failures = 0;
            } catch (RuntimeException failure) {
                last = failure;
                failures++;
                refuse(pending, failure);
            }
        }
    }

    private void refuse(Pending pending, RuntimeException failure) {
        teller.tell(
                List.of(pending), new Written(List.of(Answer.refused(failure)), new LogsWritten(List.of(), List.of())));
    }

    private static List<LogRequest> requests(List<Pending> batch) {
        return batch.stream().map(Pending::request).toList();
    }
}
