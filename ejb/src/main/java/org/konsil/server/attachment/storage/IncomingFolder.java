package org.konsil.server.attachment.storage;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.konsil.server.attachment.AttachmentStoreFullException;
import org.konsil.server.attachment.BlobName;

/** Where parts lie while they come over the network; always on this node. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IncomingFolder {

    /** No request takes so long. */
    private static final Duration ABANDONED = Duration.ofHours(12);

    @Inject
    AttachmentSettings settings;

    @Inject
    Clock clock;

    /** The folder, made if it is missing. */
    public Path folder() {
        Path incoming = settings.folder().resolve("incoming");
        try {
            return Files.createDirectories(
                    incoming, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws AttachmentStoreFullException if the disk has no room for so much */
    public void requireRoom(BlobName name, long bytes) {
        try {
            // Twice, for a moment: as it arrives, and where it stays.
            if (Files.getFileStore(folder()).getUsableSpace() - 2 * bytes < settings.keptFree()) {
                throw new AttachmentStoreFullException(name);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Deletes what a crash left; gives the number of files. */
    public int sweep() {
        Instant before = clock.instant().minus(ABANDONED);
        int swept = 0;
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : (List<Path>) files.toList()) {
                swept += deleteIfOlder(file, before) ? 1 : 0;
            }
            return swept;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean deleteIfOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file);
        } catch (NoSuchFileException gone) {
            return false; // its request ended meanwhile
        }
    }
}
