package org.konsil.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.InstallationException;

/**
 * The app's own core, run by Node without a screen: one JSON object for each request on its standard input, one for each
 * answer on its standard output. Its keys are gone when it is closed.
 */
public final class HeadlessDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final String END = "";

    private final String name;
    private final Process process;
    private final Writer requests;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int lastId;

    private HeadlessDevice(String name, Process process) {
        this.name = name;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAnswers, "device " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a device that has no keys yet.
     *
     * @param name for messages and its log
     * @param script {@code device.mjs}, as {@code app/} builds it
     * @param origin of the server
     * @param rootCertificate what the device trusts
     * @param log for what it says besides its answers
     */
    public static HeadlessDevice start(String name, Path script, URI origin, Path rootCertificate, Path log) {
        if (!Files.isReadable(script)) {
            throw new EnvironmentException(script + " is missing; build the project first (./konsil does)");
        }
        ProcessBuilder builder = new ProcessBuilder("node", script.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("KONSIL_URL", origin.toString());
        builder.environment().put("NODE_EXTRA_CA_CERTS", rootCertificate.toString());
        try {
            return new HeadlessDevice(name, builder.start());
        } catch (IOException e) {
            throw new EnvironmentException("node cannot be started", e);
        }
    }

    /**
     * Lets the device do something and waits for its answer.
     *
     * @return what it says about a success
     * @throws InstallationException with the code of the refusal, or if the device is gone or silent
     */
    public JsonNode ask(String deed, Map<String, ?> details) throws InterruptedException {
        ObjectNode request = JSON.createObjectNode();
        int id = ++lastId;
        request.put("id", id);
        request.put("do", deed);
        details.forEach(request::putPOJO);
        try {
            requests.write(request + "\n");
            requests.flush();
            JsonNode answer = JSON.readTree(nextAnswer(deed));
            if (answer.path("id").asInt() != id) {
                throw new InstallationException(name + "'s device answered something else to " + deed);
            }
            if (answer.has("error")) {
                throw new InstallationException(name + "'s device could not do " + deed + ": "
                        + answer.path("error").path("code").asText("without a reason"));
            }
            return answer.path("ok");
        } catch (IOException e) {
            throw new UncheckedIOException(name + "'s device is gone", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private String nextAnswer(String deed) throws InterruptedException {
        String line = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new InstallationException(name + "'s device did not answer to " + deed);
        }
        if (line.equals(END)) {
            throw new InstallationException(name + "'s device ended during " + deed);
        }
        return line;
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + "'s device cannot be read", e);
        } finally {
            answers.add(END);
        }
    }
}
