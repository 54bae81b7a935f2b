package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.konsil.client.attachment.Progress;

/** How far a file is, on standard error: on a terminal a line that changes, else a line for each tenth. */
final class TransferLine implements Progress, AutoCloseable {

    private static final int STEPS = 10;
    private static final int PERCENT = 100;
    private static final double MIB = 1 << 20;

    private final PrintWriter out;
    private final boolean terminal;
    private int shown = -1;

    private TransferLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static TransferLine of(Output output) {
        return new TransferLine(output.errors(), System.console() != null);
    }

    @Override
    public void moved(long done, long all) {
        int step = (int) (done * (terminal ? PERCENT : STEPS) / Math.max(1, all));
        if (step == shown) {
            return;
        }
        shown = step;
        String line = String.format(Locale.ROOT, "  %3d %%  %.1f MiB", done * PERCENT / Math.max(1, all), done / MIB);
        out.print(terminal ? "\r" + line : line + "\n");
        out.flush();
    }

    @Override
    public void close() {
        if (terminal && shown >= 0) {
            out.println();
            out.flush();
        }
    }
}
