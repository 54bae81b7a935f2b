package org.konsil.client.bench.delivery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.Hospital;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Ports;

/** Measures the delivery of a running system. The stations are a program of their own, so that their cost is known apart. */
public final class DeliveryBench {

    /** What can be measured, in the order in which it is. */
    public static final List<String> MODES = List.of("saturation", "rate", "backlog", "groups", "idle");

    private DeliveryBench() {}

    /**
     * What is to be done.
     *
     * @param rounds how often everything, one server after the other
     * @param peers other servers by name
     */
    public record Plan(Sizes sizes, List<String> modes, int rounds, List<String> peers) {

        /** Keeps copies. */
        public Plan {
            modes = List.copyOf(modes);
            peers = List.copyOf(peers);
        }
    }

    /**
     * What came of it.
     *
     * @param absent other servers that were wished for and are not installed
     */
    public record Result(List<Row> rows, List<String> absent) {

        /** Keeps copies. */
        public Result {
            rows = List.copyOf(rows);
            absent = List.copyOf(absent);
        }
    }

    /** What the program of the stations is told. */
    record Task(String data, String distribution, Ports ports, Hospital hospital, Plan plan) {}

    /** Has it measured; the system must run. */
    public static Result run(Installation installation, Plan plan) throws InterruptedException {
        InstallationSettings settings = installation.settings();
        Task task = new Task(
                settings.data().toString(),
                settings.distribution().toString(),
                settings.ports(),
                settings.hospital(),
                plan);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            Process process = new ProcessBuilder(
                            java,
                            "-Xmx2g",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DeliverySpeed.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(json.writeValueAsBytes(task));
            }
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new EnvironmentException("the delivery could not be measured; the lines above say why");
            }
            return json.readValue(said, Result.class);
        } catch (IOException e) {
            throw new EnvironmentException("the stations cannot be started", e);
        }
    }
}
