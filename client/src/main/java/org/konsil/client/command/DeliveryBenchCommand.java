package org.konsil.client.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.delivery.DeliveryBench;
import org.konsil.client.bench.delivery.Sizes;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the delivery of messages, and keeps account of each. */
@Command(
        name = "delivery",
        description =
                "Load a running system with hundreds of devices, and keep account of what became of each message.",
        mixinStandardHelpOptions = true)
final class DeliveryBenchCommand implements Callable<Integer> {

    private static final List<String> PEERS = List.of("ejabberd");

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOptions options;

    @Mixin
    private Output output;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            description = "What to measure; default all: ${DEFAULT-VALUE}",
            defaultValue = "saturation,rate,backlog,groups,idle")
    private List<String> modes;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "200",
            description = "Pairs of a sender and a reader; default 200")
    private int pairs;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "50",
            description = "Messages of each pair at saturation; default 50")
    private int messages;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Messages a second at a fixed rate; default 200")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long at that rate; default 20")
    private int seconds;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Messages that wait for a hundred readers; default 10000")
    private int backlog;

    @Option(
            names = "--groups",
            split = ",",
            paramLabel = "N",
            defaultValue = "2,8,32,128,256",
            description = "Devices in a group, in ascending order; default ${DEFAULT-VALUE}")
    private List<Integer> groups;

    @Option(
            names = "--group-messages",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages in each group; default 100")
    private int groupMessages;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connections that only stay; default 1000")
    private int idle;

    @Option(
            names = "--peer",
            paramLabel = "SERVER",
            description = "Measure this server in the same rounds, on the same PostgreSQL; ejabberd is known")
    private List<String> peers = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often everything is measured; default 1")
    private int rounds;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write all figures there as JSON; without it, into log/ of the data folder")
    private @Nullable Path file;

    @Override
    public Integer call() throws InterruptedException {
        requireSensible();
        Installation installation = options.installation();
        BenchCommand.requireReady(installation);
        Sizes sizes = new Sizes(pairs, messages, rate, seconds, idle, backlog, groups, groupMessages);
        DeliveryBench.Result result =
                DeliveryBench.run(installation, new DeliveryBench.Plan(sizes, modes, rounds, peers));
        Map<String, Object> report =
                Map.of("sizes", sizes, "rounds", rounds, "rows", result.rows(), "absent", result.absent());
        Path written = file == null ? installation.folders().log().resolve("bench-delivery.json") : file;
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(written.toFile(), report);
        } catch (IOException e) {
            throw new EnvironmentException("the figures cannot be written to " + written, e);
        }
        if (output.isJson()) {
            output.print(report);
        } else {
            new DeliveryTable(output.lines()).print(result);
            output.lines().println("All figures are in " + written);
            output.lines().flush();
        }
        return ExitCode.OK.number();
    }

    private void requireSensible() {
        boolean positive = IntStream.of(pairs, messages, rate, seconds, idle, backlog, groupMessages, rounds)
                .allMatch(number -> number > 0);
        boolean ascending =
                groups.stream().allMatch(size -> size > 1) && groups.equals(List.copyOf(new TreeSet<>(groups)));
        if (!positive || !ascending || !DeliveryBench.MODES.containsAll(modes) || !PEERS.containsAll(peers)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "numbers must be at least 1, groups at least 2 and in ascending order, modes some of "
                            + String.join(",", DeliveryBench.MODES) + ", and peers some of " + String.join(",", PEERS));
        }
    }
}
