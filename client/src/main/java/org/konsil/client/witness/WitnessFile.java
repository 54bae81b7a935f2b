package org.konsil.client.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.konsil.client.installation.layout.EnvironmentException;

/** A small file for its owner alone, which is there whole or as it was before, also after a power failure. */
record WitnessFile(Path path) {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    boolean exists() {
        return Files.exists(path);
    }

    /** @throws EnvironmentException if others may read or write it */
    byte[] read() throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
            throw new EnvironmentException(path + " must be its owner's alone (0600)");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new EnvironmentException(path + " is too long");
        }
        return Files.readAllBytes(path);
    }

    /** It is on the disk when this returns. */
    void replace(byte[] content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".new", "", PosixFilePermissions.asFileAttribute(OWNER));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
