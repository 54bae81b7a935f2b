package org.konsil.client.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log in a folder, as it was exported. */
public record LogFolder(Path folder) implements LogFiles {

    @Override
    public byte[] read(String name, int mostBytes) throws IOException {
        try (InputStream file = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = file.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new IOException("too long: " + name);
            }
            return bytes;
        }
    }

    /** Keeps a file that was read elsewhere. */
    public void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent() == null ? folder : file.getParent());
        Files.write(file, bytes);
    }
}
