package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.konsil.client.bench.StreamBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how fast attachments are encrypted. */
@Command(
        name = "stream",
        description = "Measure the encryption of attachments beside bare AES-256-GCM; needs no running system.",
        mixinStandardHelpOptions = true)
final class StreamBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        List<StreamBench.Row> rows = StreamBench.run(Home.headlessDevice());
        if (output.isJson()) {
            output.print(rows);
            return ExitCode.OK.number();
        }
        PrintWriter out = output.lines();
        out.println("MiB for each second of processor time");
        out.println("              sealed  bare AES-256-GCM    opened  bare AES-256-GCM   ratio");
        for (StreamBench.Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "  %-8s  %8.0f  %16.0f  %8.0f  %16.0f  %6.2f%n",
                    row.platform(),
                    row.sealed(),
                    row.rawSealed(),
                    row.opened(),
                    row.rawOpened(),
                    row.ratio());
        }
        out.flush();
        return ExitCode.OK.number();
    }
}
