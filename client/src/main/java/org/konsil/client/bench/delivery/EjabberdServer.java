package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.InstallationException;

/**
 * Debian's ejabberd as a process of nobody, with all that it writes in a folder that goes with it. It is not started by its own script, which
 * limits it to 1,024 open files and leaves a name server running.
 */
final class EjabberdServer implements AutoCloseable {

    static final String DOMAIN = "bench.example";

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path ERL = Path.of("/usr/bin/erl");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAUSE_MILLIS = 200;

    private final Path folder;
    private final int port;
    private final Process process;

    private EjabberdServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether Debian's packages ejabberd and erlang-p1-pgsql are installed. */
    static boolean isInstalled() throws IOException {
        return Files.isExecutable(ERL)
                && EjabberdDatabase.isThere()
                && findLibrary("ejabberd-") != null
                && findLibrary("p1_pgsql-") != null;
    }

    private static @Nullable Path findLibrary(String prefix) throws IOException {
        try (Stream<Path> found = Files.find(
                LIBRARIES,
                4,
                (path, attributes) -> attributes.isDirectory()
                        && path.getFileName().toString().startsWith(prefix)
                        && Files.isDirectory(path.resolve("ebin")))) {
            return found.sorted().findFirst().orElse(null);
        }
    }

    static EjabberdServer start(int databasePort, String databasePassword) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("konsil-bench-ejabberd");
        int port = freePort();
        Path configuration = folder.resolve("ejabberd.yml");
        Files.createFile(
                configuration, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(configuration, EjabberdConfiguration.text(port, databasePort, databasePassword));
        List<String> command = command(folder, configuration);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile());
        // Beside it are the libraries that it alone uses.
        builder.environment()
                .put(
                        "ERL_LIBS",
                        String.valueOf(require(findLibrary("ejabberd-")).getParent()));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("EJABBERD_CONFIG_PATH", configuration.toString());
        builder.environment()
                .put("EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
        EjabberdServer server = new EjabberdServer(folder, port, builder.start());
        server.awaitReady();
        return server;
    }

    private static Path require(@Nullable Path library) {
        if (library == null) {
            throw new EnvironmentException("ejabberd was removed while it was started");
        }
        return library;
    }

    private static List<String> command(Path folder, Path configuration) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            UserPrincipal nobody =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(folder, nobody);
            Files.setOwner(configuration, nobody);
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.addAll(List.of(ERL.toString(), "-noinput", "+K", "true", "+P", "250000"));
        command.addAll(List.of("-mnesia", "dir", "\"" + folder.resolve("mnesia") + "\"", "-s", "ejabberd"));
        return command;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                String log = lastLines();
                close();
                throw new InstallationException("ejabberd does not start: " + log);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PAUSE_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String lastLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("console.log", "ejabberd.log")) {
            Path log = folder.resolve(name);
            if (Files.exists(log)) {
                List<String> lines = Files.readAllLines(log);
                lines.subList(Math.max(0, lines.size() - 5), lines.size())
                        .forEach(line -> text.append('\n').append(line));
            }
        }
        return text.toString();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while ejabberd was ending", e);
        }
        Path kept = folder.resolve("ejabberd.log");
        if (Files.exists(kept)) {
            Files.copy(
                    kept,
                    Path.of(System.getProperty("java.io.tmpdir"), "konsil-bench-ejabberd.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
