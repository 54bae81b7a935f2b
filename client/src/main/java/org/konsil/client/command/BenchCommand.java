package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.konsil.client.bench.Comparison;
import org.konsil.client.bench.Cost;
import org.konsil.client.bench.MessageBench;
import org.konsil.client.demo.Narrator;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.PartStatus;
import org.konsil.client.installation.layout.EnvironmentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a running system needs for its messages. */
@Command(
        name = "bench",
        description = "Measure the processor time that a running system needs for each thousand messages.",
        subcommands = {CaBenchCommand.class, DeliveryBenchCommand.class, StreamBenchCommand.class},
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many messages, and how many rows to compare with; default 500")
    private int messages;

    @Override
    public Integer call() throws InterruptedException {
        if (messages < 1) {
            throw new ParameterException(spec.commandLine(), "--messages must be at least 1");
        }
        Installation installation = options.installation();
        requireReady(installation);
        PrintWriter told = output.talk();
        Narrator narrator = new Narrator(line -> {
            told.println(line);
            told.flush();
        });
        Comparison result = new MessageBench(installation, Home.headlessDevice(), narrator).run(messages);
        if (output.isJson()) {
            output.print(json(result));
        } else {
            print(result, output.lines());
        }
        return ExitCode.OK.number();
    }

    static void requireReady(Installation installation) throws InterruptedException {
        for (PartStatus part : installation.status()) {
            if (part.health() == PartStatus.Health.STOPPED || part.health() == PartStatus.Health.NOT_READY) {
                throw new EnvironmentException(
                        part.part().title() + " does not run or is not ready; ./konsil up first");
            }
        }
    }

    private static void print(Comparison result, PrintWriter out) {
        out.println();
        out.println("                count   seconds   each s   server CPU s/1000   database CPU s/1000");
        printRow("messages", result.messages(), out);
        printRow("plain rows", result.rows(), out);
        out.printf(
                Locale.ROOT,
                "A message costs %.1f times the processor time of a plain 1 KiB row with its own commit.%n",
                result.ratio());
        out.flush();
    }

    private static void printRow(String name, Cost cost, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-12s %6d  %8.2f  %7.1f  %18.2f  %20.2f%n",
                name,
                cost.count(),
                cost.seconds(),
                cost.perSecond(),
                cost.serverPerThousand(),
                cost.databasePerThousand());
    }

    private static Map<String, Object> json(Comparison result) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("messages", json(result.messages()));
        report.put("plainRows", json(result.rows()));
        report.put("ratio", result.ratio());
        return report;
    }

    private static Map<String, Object> json(Cost cost) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("count", cost.count());
        row.put("seconds", cost.seconds());
        row.put("perSecond", cost.perSecond());
        row.put("serverCpuSecondsPerThousand", cost.serverPerThousand());
        row.put("databaseCpuSecondsPerThousand", cost.databasePerThousand());
        return row;
    }
}
