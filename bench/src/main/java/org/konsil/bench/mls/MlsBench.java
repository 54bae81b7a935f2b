package org.konsil.bench.mls;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code ./konsil bench mls}: runs both libraries and prints one table, then what our operations send and store. */
public final class MlsBench {

    private static final String[] SIZES = {"2", "10", "100", "500"};

    private MlsBench() {}

    /** @param arguments {@code --cost} for our own table alone; group sizes, or none for 2, 10, 100 and 500 */
    public static void main(String[] arguments) throws RunnerException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean costAlone = words.remove("--cost");
        String[] sizes = words.isEmpty() ? SIZES : words.toArray(String[]::new);
        if (!costAlone) {
            compare(sizes, out);
        }
        CostTable cost = new CostTable();
        int[] numbers = Stream.of(sizes).mapToInt(Integer::parseInt).toArray();
        for (int members : numbers) {
            cost.measure(members);
        }
        cost.print(numbers, out);
    }

    private static void compare(String[] sizes, PrintStream out) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (String members : sizes) {
            Map<Integer, List<Operation>> batches = Stream.of(Operation.values())
                    .collect(Collectors.groupingBy(operation -> operation.batch(Integer.parseInt(members))));
            for (Map.Entry<Integer, List<Operation>> batch : batches.entrySet()) {
                results.addAll(run(members, batch.getKey(), batch.getValue()));
            }
        }
        print(results, out);
    }

    private static Collection<RunResult> run(String members, int batch, List<Operation> operations)
            throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(MlsBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true) // else a process that died would stand in the table as the fastest
                        .warmupBatchSize(batch)
                        .measurementBatchSize(batch)
                        .param("operation", operations.stream().map(Enum::name).toArray(String[]::new))
                        .param("members", members)
                        .build())
                .run();
    }

    private static void print(Collection<RunResult> results, PrintStream out) {
        Map<Operation, TreeMap<Integer, double[]>> table = new EnumMap<>(Operation.class);
        for (RunResult result : results) {
            Operation operation = Operation.valueOf(result.getParams().getParam("operation"));
            int members = Integer.parseInt(result.getParams().getParam("members"));
            int library = result.getParams().getParam("library").equals("konsil") ? 0 : 1;
            table.computeIfAbsent(operation, none -> new TreeMap<>())
                            .computeIfAbsent(members, none -> new double[2])[library] =
                    millis(result);
        }
        out.println("CPU ms of one operation: konsil / bcmls 1.84 (suite 2, JDK "
                + Runtime.version().feature() + ")");
        table.forEach((operation, sizes) -> {
            StringBuilder line = new StringBuilder("| ").append(operation.title());
            sizes.forEach((members, both) ->
                    line.append(String.format(Locale.ROOT, " | n=%d %.3f / %.3f", members, both[0], both[1])));
            out.println(line.append(" |"));
        });
    }

    private static double millis(RunResult result) {
        return value(result, "nanos") / value(result, "done") / 1e6;
    }

    private static double value(RunResult result, String counter) {
        return Objects.requireNonNull(result.getSecondaryResults().get(counter)).getScore();
    }
}
