package org.konsil.server.attachment.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.konsil.server.attachment.AttachmentPartTooLargeException;
import org.konsil.server.attachment.BlobName;

/** A part while it comes over the network: in a file, so that memory stays small and no lock is held meanwhile. */
final class Spool implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;

    private Spool(Path file) {
        this.file = file;
    }

    /**
     * Takes what arrives, up to the end or until the connection is cut.
     *
     * @throws AttachmentPartTooLargeException if more than {@code most} bytes arrive
     * @throws IOException if the file cannot be written
     */
    static Spool take(BlobName name, InputStream body, long most, Path folder) throws IOException {
        Spool spool = new Spool(Files.createTempFile(folder, "part", null));
        try {
            spool.fill(name, body, most);
            return spool;
        } catch (IOException | RuntimeException failure) {
            spool.close();
            throw failure;
        }
    }

    private void fill(BlobName name, InputStream body, long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long taken = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = readOrEnd(body, buffer); read >= 0; read = readOrEnd(body, buffer)) {
                taken += read;
                if (taken > most) {
                    throw new AttachmentPartTooLargeException(name);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** A cut connection ends the part as its end does: what arrived counts, and nobody is there to be told. */
    private static int readOrEnd(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException cut) {
            return -1;
        }
    }

    boolean isEmpty() throws IOException {
        return Files.size(file) == 0;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
