package org.konsil.client.installation.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a server's distribution, completely or not at all. */
public final class ZipUnpacker {

    private ZipUnpacker() {}

    /**
     * Unpacks the one folder that the archive holds.
     *
     * @param target where that folder is afterwards; must not exist
     */
    public static void unpack(Path zip, Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        delete(draft);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = draft.resolve(entry.getName()).normalize();
                if (!file.startsWith(draft)) {
                    throw new IOException("an entry of " + zip + " points out of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    write(archive, entry, file);
                }
            }
        }
        try (Stream<Path> roots = Files.list(draft)) {
            Files.move(roots.findFirst().orElseThrow(), target, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(draft);
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void write(ZipFile archive, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (entry.getName().endsWith(".sh")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
