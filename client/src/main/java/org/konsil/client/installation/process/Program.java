package org.konsil.client.installation.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.InstallationException;

/** A foreign program with its arguments and environment; its output goes to a file. */
public final class Program {

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Path log;

    /** The log is appended to. */
    public Program(Path log, List<String> command) {
        this.log = log;
        this.command.addAll(command);
    }

    /** Adds a variable; the way for everything secret, because arguments can be seen by everybody on the machine. */
    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs it to its end. */
    public void run(String deed, Duration patience) throws InterruptedException {
        Process process = launch(command);
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new InstallationException(
                    deed + " took longer than " + patience.toSeconds() + " s. " + LogTail.of(log));
        }
        if (process.exitValue() != 0) {
            throw new InstallationException(deed + " failed. " + LogTail.of(log));
        }
    }

    /** Starts it in a session of its own, so that it outlives the terminal. */
    public ProcessHandle start() {
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        return launch(detached).toHandle();
    }

    private Process launch(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(Program::changesForeignJava);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EnvironmentException("the program " + words.get(0) + " cannot be started", e);
        }
    }

    /** What a user set for other Java programs must not change ours. */
    private static boolean changesForeignJava(String variable) {
        return variable.equals("JAVA_OPTS")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JBOSS_HOME")
                || variable.startsWith("KC_");
    }
}
