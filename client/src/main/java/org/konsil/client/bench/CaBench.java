package org.konsil.client.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.konsil.client.installation.layout.EnvironmentException;

/** Measures the CA's own work, without a server: what the server adds comes on top. */
public final class CaBench {

    private CaBench() {}

    /**
     * Processor time of one thread.
     *
     * @param certificateMicros for a device certificate: built, linted, signed twice, read back, verified
     * @param rawMicros for the bare signatures, reading and verification of the same
     * @param listMillis for a revocation list of 10,000 entries
     * @param answerMicros for a signed OCSP answer with a nonce
     */
    public record Figures(double certificateMicros, double rawMicros, double listMillis, double answerMicros) {

        /** How many times the raw limit a certificate costs. */
        public double ratio() {
            return certificateMicros / rawMicros;
        }
    }

    /** Measures in a program of its own. */
    public static Figures run() throws InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            Process process = new ProcessBuilder(
                            java, "-cp", System.getProperty("java.class.path"), CaSpeed.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new EnvironmentException("the CA could not be measured; is the project built?");
            }
            JsonNode figures = new ObjectMapper().readTree(said);
            return new Figures(
                    figures.get("certificateMicros").asDouble(),
                    figures.get("rawMicros").asDouble(),
                    figures.get("listMillis").asDouble(),
                    figures.get("answerMicros").asDouble());
        } catch (IOException e) {
            throw new EnvironmentException("java cannot be started", e);
        }
    }
}
