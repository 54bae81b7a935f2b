package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.Step;

/** One line for each step with the seconds it took; on a terminal the seconds are seen running. */
final class ProgressLines implements Progress {

    private static final int WIDTH = 48;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final boolean terminal;

    ProgressLines(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public Running begin(Step step) {
        return new Line(step);
    }

    /** The line of one step. */
    private final class Line implements Running {

        private final String text;
        private final long begin = System.nanoTime();
        private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        private boolean done;

        Line(Step step) {
            text = "  " + step.text() + " "
                    + ".".repeat(Math.max(3, WIDTH - step.text().length())) + " ";
            out.print(text);
            out.flush();
            if (terminal) {
                var unused = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
            }
        }

        @Override
        public void done() {
            done = true;
        }

        @Override
        public void close() {
            ticks.shutdownNow();
            print((done ? "" : "failed after ") + seconds() + "\n");
        }

        private void tick() {
            print(Math.round((System.nanoTime() - begin) / NANOS_PER_SECOND) + " s");
        }

        private synchronized void print(String state) {
            out.print(terminal ? "\r" + text + state : state);
            out.flush();
        }

        private String seconds() {
            return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / NANOS_PER_SECOND);
        }
    }
}
