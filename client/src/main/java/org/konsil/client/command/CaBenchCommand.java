package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.konsil.client.bench.CaBench;
import org.konsil.client.bench.ca.CaServerBench;
import org.konsil.client.bench.ca.Rate;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.PartStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what certificates and their status cost. */
@Command(
        name = "ca",
        description = "Measure certificates, revocation lists and OCSP answers beside the bare cryptography, and the"
                + " running system's over HTTP if there is one.",
        mixinStandardHelpOptions = true)
final class CaBenchCommand implements Callable<Integer> {

    private static final double MICROS_PER_MILLI = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "4000",
            description = "How many devices enrol; default 4000")
    private int devices;

    @Option(
            names = "--renewals",
            paramLabel = "N",
            defaultValue = "4000",
            description = "How many certificates are renewed, a request each; default 4000")
    private int renewals;

    @Option(
            names = "--reissues",
            paramLabel = "N",
            defaultValue = "40000",
            description = "How many certificates are re-issued in bulk, at least; default 40000")
    private int reissues;

    @Override
    public Integer call() throws InterruptedException {
        if (devices < 1 || renewals < 1 || reissues < 1) {
            throw new ParameterException(spec.commandLine(), "--devices, --renewals and --reissues must be at least 1");
        }
        CaBench.Figures figures = CaBench.run();
        Installation installation = options.installation();
        List<Rate> rates =
                isReady(installation) ? CaServerBench.run(installation, devices, renewals, reissues) : List.of();
        if (output.isJson()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("library", figures);
            report.put("ratio", figures.ratio());
            report.put("server", rates);
            output.print(report);
        } else {
            print(figures, output.lines());
            print(rates, output.lines());
            compare(rates, figures, output.lines());
        }
        return ExitCode.OK.number();
    }

    private static boolean isReady(Installation installation) throws InterruptedException {
        return installation.status().stream().allMatch(part -> part.health() == PartStatus.Health.READY);
    }

    private static void print(CaBench.Figures figures, PrintWriter out) {
        out.println("processor time of one thread");
        out.printf(Locale.ROOT, "  certificate, issued              %8.0f µs%n", figures.certificateMicros());
        out.printf(Locale.ROOT, "  its signatures and reading, bare %8.0f µs%n", figures.rawMicros());
        out.printf(Locale.ROOT, "  revocation list of 10,000        %8.1f ms%n", figures.listMillis());
        out.printf(Locale.ROOT, "  OCSP answer, live                %8.0f µs%n", figures.answerMicros());
        out.printf(Locale.ROOT, "A certificate costs %.2f times its bare cryptography.%n", figures.ratio());
        out.flush();
    }

    private static void print(List<Rate> rates, PrintWriter out) {
        out.println();
        if (rates.isEmpty()) {
            out.println("No system runs here, so nothing was asked over HTTP; ./konsil up first for that.");
            out.flush();
            return;
        }
        out.println("over HTTP                    clients   count  seconds   each s  p50 ms  p99 ms  CPU ms: server"
                + "  database");
        for (Rate rate : rates) {
            out.printf(
                    Locale.ROOT,
                    "  %-28s %5d  %6d  %7.1f  %7.0f  %6.1f  %6.1f  %14.2f  %8.2f%n",
                    rate.what(),
                    rate.clients(),
                    rate.count(),
                    rate.seconds(),
                    rate.perSecond(),
                    rate.p50Millis(),
                    rate.p99Millis(),
                    rate.serverMillis(),
                    rate.databaseMillis());
        }
        out.flush();
    }

    private static void compare(List<Rate> rates, CaBench.Figures figures, PrintWriter out) {
        for (Rate rate : rates) {
            if (rate.what().equals(Rate.IN_BULK)) {
                double micros = (rate.serverMillis() + rate.databaseMillis()) * MICROS_PER_MILLI;
                out.printf(
                        Locale.ROOT,
                        "A certificate in bulk costs %.0f µs of server and database, %.2f times the bare cryptography of"
                                + " this run.%n",
                        micros,
                        micros / figures.rawMicros());
                out.flush();
            }
        }
    }
}
