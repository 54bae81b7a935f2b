package org.konsil.server.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A small file for its owner only that is there whole or not at all, also after a power failure. */
public final class DurableFile {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    public DurableFile(Path file) {
        this.file = file;
    }

    /** @throws java.nio.file.FileAlreadyExistsException if it is there */
    public void create(byte[] content) throws IOException {
        Path draft = draft(content);
        // A link does not replace; a move might.
        Files.createLink(file, draft);
        Files.delete(draft);
        syncFolder();
    }

    public void replace(byte[] content) throws IOException {
        Files.move(draft(content), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    private Path draft(byte[] content) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(), file.getFileName() + "-", ".new", PosixFilePermissions.asFileAttribute(OWNER));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        return draft;
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
