package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.konsil.client.installation.layout.SecretName;

/**
 * A file system of a few MiB, with one table of the running server's database on it: filled to the last byte, PostgreSQL says
 * of that table what it says of a full disk (53100). Needs root, since it is mounted.
 */
public final class SmallDisk implements AutoCloseable {

    private static final long ROOM = 32L * 1024 * 1024;
    private static final int BLOCK = 4096;
    private static final String NAME = "small_disk";

    private final RunningSystem system;
    private final String table;
    private final Path mount;
    private final Path ballast;

    private SmallDisk(RunningSystem system, String table) {
        this.system = system;
        this.table = table;
        this.mount = system.data().resolve("small-disk").toAbsolutePath();
        this.ballast = mount.resolve("ballast");
    }

    /** Moves the table there. */
    public static SmallDisk with(RunningSystem system, String table) throws IOException, SQLException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "skipped: only root can mount a small file system for the database");
        SmallDisk disk = new SmallDisk(system, table);
        disk.make();
        return disk;
    }

    private void make() throws IOException, SQLException {
        // Without the pages that earlier tests left half empty, so that nothing more fits in when the disk is full.
        execute("vacuum full " + table);
        Files.createDirectories(mount);
        run("mount", "-t", "tmpfs", "-o", "size=" + (size() + ROOM) + ",mode=700", "tmpfs", mount.toString());
        Path tables = Files.createDirectory(mount.resolve("tables"));
        execute("create tablespace " + NAME + " location '" + tables + "'");
        execute("alter table " + table + " set tablespace " + NAME);
    }

    private long size() throws SQLException {
        try (Connection database = system.database("konsil");
                Statement statement = database.createStatement();
                ResultSet size = statement.executeQuery("select pg_table_size('" + table + "')")) {
            size.next();
            return size.getLong(1);
        }
    }

    /** Leaves no byte. */
    public void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written <= ROOM; written += BLOCK) {
                out.write(block);
            }
            throw new AssertionError("the small disk is larger than it should be");
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Gives all of the room back. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Moves the table back, and takes the file system away. */
    @Override
    public void close() throws IOException, SQLException {
        free();
        execute("alter table " + table + " set tablespace pg_default");
        execute("drop tablespace " + NAME);
        run("umount", mount.toString());
        Files.delete(mount);
    }

    private void execute(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:"
                + system.installation().settings().ports().postgres() + "/konsil";
        String password = system.installation().secrets().require(SecretName.POSTGRES_PASSWORD);
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
