package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.konsil.client.bench.CaBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures what certificates and their status cost. */
@Command(
        name = "ca",
        description = "Measure certificates, revocation lists and OCSP answers beside the bare cryptography;"
                + " needs no running system.",
        mixinStandardHelpOptions = true)
final class CaBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        CaBench.Figures figures = CaBench.run();
        if (output.isJson()) {
            output.print(figures);
            return ExitCode.OK.number();
        }
        PrintWriter out = output.lines();
        out.println("processor time of one thread");
        out.printf(Locale.ROOT, "  certificate, issued              %8.0f µs%n", figures.certificateMicros());
        out.printf(Locale.ROOT, "  its signatures and reading, bare %8.0f µs%n", figures.rawMicros());
        out.printf(Locale.ROOT, "  revocation list of 10,000        %8.1f ms%n", figures.listMillis());
        out.printf(Locale.ROOT, "  OCSP answer, live                %8.0f µs%n", figures.answerMicros());
        out.printf(Locale.ROOT, "A certificate costs %.2f times its bare cryptography.%n", figures.ratio());
        out.flush();
        return ExitCode.OK.number();
    }
}
