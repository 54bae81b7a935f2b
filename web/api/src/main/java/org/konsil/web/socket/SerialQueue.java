package org.konsil.web.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what belongs to one connection one after another, on threads that may block. */
final class SerialQueue {

    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialQueue(Executor executor) {
        this.executor = executor;
    }

    /** Runs it after everything that was added before. */
    void add(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::runNext);
    }

    /** Runs what never blocks: at once, on the caller's thread, if nothing is before it. */
    void runOrAdd(Runnable task) {
        synchronized (waiting) {
            if (running) {
                waiting.add(task);
                return;
            }
            running = true;
        }
        run(task);
    }

    private void runNext() {
        Runnable task;
        synchronized (waiting) {
            task = waiting.remove();
        }
        run(task);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            goOn();
        }
    }

    // One task for each turn on the executor, so that a busy connection does not keep a thread for itself.
    private void goOn() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                running = false;
                return;
            }
        }
        executor.execute(this::runNext);
    }
}
