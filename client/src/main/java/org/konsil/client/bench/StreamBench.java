package org.konsil.client.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.konsil.client.installation.layout.EnvironmentException;

/** Measures sealed streams (docs/protocol/stream.md) in Java and in the app's core under Node; no server is needed. */
public final class StreamBench {

    private StreamBench() {}

    /**
     * MiB for each second of processor time.
     *
     * @param rawSealed bare AES-256-GCM of the same platform, in pieces of 64 KiB
     * @param rawOpened the same, decrypting
     */
    public record Row(String platform, double sealed, double opened, double rawSealed, double rawOpened) {

        /** How much of the platform's AES-GCM is left, in the worse direction. */
        public double ratio() {
            return Math.min(sealed / rawSealed, opened / rawOpened);
        }
    }

    /** @param headlessDevice {@code device.mjs}, as {@code app/} builds it */
    public static List<Row> run(Path headlessDevice) throws InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return List.of(
                measure("Java " + Runtime.version().feature(), java, "-cp", classes, StreamSpeed.class.getName()),
                measure("Node", "node", headlessDevice.toString(), "--stream-speed"));
    }

    private static Row measure(String platform, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new EnvironmentException(platform + " could not be measured; is the project built?");
            }
            return row(platform, new String(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EnvironmentException(command[0] + " cannot be started", e);
        }
    }

    private static Row row(String platform, String said) throws JsonProcessingException {
        JsonNode speed = new ObjectMapper().readTree(said);
        return new Row(
                platform,
                speed.get("sealed").asDouble(),
                speed.get("opened").asDouble(),
                speed.get("rawSealed").asDouble(),
                speed.get("rawOpened").asDouble());
    }
}
