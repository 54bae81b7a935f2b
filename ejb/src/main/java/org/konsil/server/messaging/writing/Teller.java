package org.konsil.server.messaging.writing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.konsil.server.messaging.LogsWritten;

/** The thread that tells what was written: first those who asked, then those who read. Always in the order of the logs. */
final class Teller implements Runnable {

    private static final Logger LOGGER = System.getLogger(Teller.class.getName());
    /** Nothing comes after it. */
    private static final Told END = new Told(List.of(), new Written(List.of(), new LogsWritten(List.of(), List.of())));

    private final Line line;
    private final Consumer<LogsWritten> readers;
    // No longer than the line, which counts what is here.
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Told(List<Pending> batch, Written written) {}

    Teller(Line line, Consumer<LogsWritten> readers) {
        this.line = line;
        this.readers = readers;
    }

    void startIn(ThreadFactory threads) {
        threads.newThread(this).start();
    }

    void tell(List<Pending> batch, Written written) {
        told.add(new Told(batch, written));
    }

    void stop() {
        told.add(END);
    }

    @Override
    public void run() {
        try {
            Told next = told.take();
            while (!next.batch().isEmpty()) {
                answer(next);
                next = told.take();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Told next) {
        for (int at = 0; at < next.batch().size(); at++) {
            Pending pending = next.batch().get(at);
            line.release(pending);
            answer(pending, next.written().answers().get(at));
        }
        try {
            // Even if there is no news: this also says that all answers of the batch are out.
            readers.accept(next.written().news());
        } catch (RuntimeException failure) {
            // Whoever was not told reads it from the log later; the others must be told.
            LOGGER.log(Level.ERROR, "Readers could not be told of a batch", failure);
        }
    }

    private static void answer(Pending pending, Answer answer) {
        try {
            pending.answer().accept(answer);
        } catch (RuntimeException failure) {
            // Its device repeats the request; the others must be answered.
            LOGGER.log(Level.ERROR, "A request could not be answered", failure);
        }
    }
}
