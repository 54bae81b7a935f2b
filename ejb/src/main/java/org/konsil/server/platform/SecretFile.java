package org.konsil.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret; settings name files, never secrets. */
public record SecretFile(Path path) {

    private static final long MAX_BYTES = 4096;

    /**
     * The secret without the line end.
     *
     * @throws StartRefusedException if the file cannot be read or holds nothing
     */
    public String read() {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new StartRefusedException("The secret file " + path + " is too large");
            }
            String secret = Files.readString(path).strip();
            if (secret.isEmpty()) {
                throw new StartRefusedException("The secret file " + path + " is empty");
            }
            return secret;
        } catch (IOException failure) {
            throw new StartRefusedException("The secret file " + path + " cannot be read", failure);
        }
    }
}
