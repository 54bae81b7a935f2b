package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of the konsil command that waits for somebody: what it says meanwhile is read line by line. */
public final class RunningCommand implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader talk;
    private final StringBuilder said = new StringBuilder();

    RunningCommand(Process process) {
        this.process = process;
        this.talk = process.errorReader(StandardCharsets.UTF_8);
    }

    /** The first line on standard error in which this is found. */
    public Matcher awaitLine(Pattern wanted) {
        try {
            for (String line = talk.readLine(); line != null; line = talk.readLine()) {
                said.append(line).append('\n');
                Matcher found = wanted.matcher(line);
                if (found.find()) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("konsil ended without saying " + wanted + ": " + said);
    }

    /** Waits until it is done. */
    public CommandDevice.Answer end() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("konsil ends; it said: %s", said)
                    .isTrue();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            talk.lines().forEach(line -> said.append(line).append('\n'));
            return new CommandDevice.Answer(process.exitValue(), out, said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join(); // the next command finds no lock of this one
    }
}
