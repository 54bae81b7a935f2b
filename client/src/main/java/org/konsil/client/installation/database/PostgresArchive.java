package org.konsil.client.installation.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.process.ZipUnpacker;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, as they come from Maven Central. */
final class PostgresArchive {

    private static final int EXECUTABLE = 0100;

    private PostgresArchive() {}

    static void unpack(Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        ZipUnpacker.delete(draft);
        String name = "/postgres-linux-" + architecture() + ".txz";
        try (InputStream resource = PostgresArchive.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new EnvironmentException("this build has no PostgreSQL for " + System.getProperty("os.arch")
                        + "; use --database-url with your own");
            }
            unpack(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource))), draft);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = within(folder, folder.resolve(entry.getName()));
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.getParent());
                within(folder, file.resolveSibling(entry.getLinkName()));
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
                boolean executable = (entry.getMode() & EXECUTABLE) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Path within(Path folder, Path file) throws IOException {
        Path normal = file.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("an entry of PostgreSQL's archive points out of it");
        }
        return normal;
    }

    private static String architecture() {
        String system = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (system) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> system;
        };
    }
}
