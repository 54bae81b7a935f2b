package org.konsil.client.bench.ca;

import com.fasterxml.jackson.core.type.TypeReference;
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

/**
 * Measures the CA of a running system over HTTP. The clients are a program of their own: the command's machine is tuned for a
 * quick start and would cost more than the server that it measures.
 */
public final class CaServerBench {

    private CaServerBench() {}

    /** What the program of the clients is told. */
    record Task(
            String data,
            String distribution,
            Ports ports,
            Hospital hospital,
            int devices,
            int renewals,
            int reissues) {}

    /**
     * Has it measured; the system must run.
     *
     * @param devices that enrol
     * @param renewals of their certificates, one request each
     * @param reissues of them in bulk
     */
    public static List<Rate> run(Installation installation, int devices, int renewals, int reissues)
            throws InterruptedException {
        InstallationSettings settings = installation.settings();
        Task task = new Task(
                settings.data().toString(),
                settings.distribution().toString(),
                settings.ports(),
                settings.hospital(),
                devices,
                renewals,
                reissues);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ObjectMapper json = new ObjectMapper();
        try {
            Process process = new ProcessBuilder(
                            java,
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CaServerSpeed.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(json.writeValueAsBytes(task));
            }
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new EnvironmentException("the running CA could not be measured; the lines above say why");
            }
            return json.readValue(said, new TypeReference<List<Rate>>() {});
        } catch (IOException e) {
            throw new EnvironmentException("the clients cannot be started", e);
        }
    }
}
