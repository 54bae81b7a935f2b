package org.konsil.client.installation.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.client.installation.layout.Step;
import org.konsil.client.installation.process.Program;
import org.konsil.client.installation.process.ZipUnpacker;

/** The embedded PostgreSQL: durable, with passwords, and reachable from this machine only. */
public final class PostgresServer {

    /** The version that the build brings. */
    public static final String VERSION = "18.6";

    /** The role that owns the cluster. */
    static final String ADMINISTRATOR = "postgres";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Folders folders;
    private final Secrets secrets;
    private final int port;

    /** Nothing happens yet. */
    public PostgresServer(Folders folders, Secrets secrets, int port) {
        this.folders = folders;
        this.secrets = secrets;
        this.port = port;
    }

    /** Unpacks the programs and makes the cluster, if they are not there. */
    public void prepare(Progress progress) throws IOException, InterruptedException {
        if (!Files.exists(home())) {
            try (Progress.Running step = progress.begin(Step.UNPACK_POSTGRESQL)) {
                PostgresArchive.unpack(home());
                step.done();
            }
        }
        if (!Files.exists(folders.postgres())) {
            try (Progress.Running step = progress.begin(Step.MAKE_DATABASE)) {
                makeCluster();
                step.done();
            }
        }
        writeSettings();
    }

    /** Starts it and waits until it accepts connections. */
    public ProcessHandle start() throws IOException, InterruptedException {
        control("start", "-l", log().toString());
        List<String> state = Files.readAllLines(folders.postgres().resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(state.get(0).strip()))
                .orElseThrow(() -> new InstallationException("PostgreSQL ended at once; its log is " + log()));
    }

    /** Ends it after what is committed is on the disk; open connections are cut. */
    public void stop() throws InterruptedException {
        control("stop", "-m", "fast");
    }

    public Path log() {
        return folders.log().resolve("postgresql.log");
    }

    private Path home() {
        return folders.servers().resolve("postgresql-" + VERSION);
    }

    private void control(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(asNonRoot());
        command.addAll(List.of(program("pg_ctl"), "-D", folders.postgres().toString(), "-w"));
        command.addAll(List.of(words));
        new Program(log(), command).run("pg_ctl " + words[0], PATIENCE);
    }

    private void makeCluster() throws IOException, InterruptedException {
        Path draft = folders.data().resolve("postgres.new");
        ZipUnpacker.delete(draft);
        secrets.require(SecretName.POSTGRES_PASSWORD);
        List<String> command = new ArrayList<>(asNonRoot());
        command.addAll(List.of(
                program("initdb"),
                "--pgdata=" + draft,
                "--username=" + ADMINISTRATOR,
                "--auth=scram-sha-256",
                "--pwfile=" + secrets.file(SecretName.POSTGRES_PASSWORD),
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
        new Program(log(), command).run("initdb", PATIENCE);
        Files.writeString(
                draft.resolve("postgresql.conf"), "\ninclude 'installation.conf'\n", StandardOpenOption.APPEND);
        Files.move(draft, folders.postgres(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Durability is said aloud, although it is PostgreSQL's own default: the server acknowledges what it committed. */
    private void writeSettings() throws IOException {
        String settings = """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                fsync = on
                full_page_writes = on
                synchronous_commit = on
                password_encryption = 'scram-sha-256'
                max_connections = 120
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_statement = 'none'
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_error_verbosity = terse
                """.formatted(port);
        Files.write(folders.postgres().resolve("installation.conf"), settings.getBytes(StandardCharsets.UTF_8));
    }

    private String program(String name) {
        return home().resolve("bin").resolve(name).toString();
    }

    /** PostgreSQL refuses to run as root; a user namespace makes it nobody without changing who owns the files. */
    private static List<String> asNonRoot() {
        try {
            boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            return root ? List.of("unshare", "-U") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out which user this is", e);
        }
    }
}
