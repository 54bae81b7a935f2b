package org.konsil.client.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.EnvironmentException;

/** Keeps two programs from starting or stopping the same installation at the same time. */
final class InstallationLock implements AutoCloseable {

    private final FileChannel channel;

    private InstallationLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a data folder, which must exist; the system frees it when the program ends.
     *
     * @throws EnvironmentException if another program has it
     */
    static InstallationLock take(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new EnvironmentException("another konsil is starting or stopping " + data + "; wait for it");
        }
        return new InstallationLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // somebody else in this very program has it
        }
    }
}
