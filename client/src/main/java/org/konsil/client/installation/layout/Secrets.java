package org.konsil.client.installation.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The secrets of an installation: one file each, made when first asked for, readable by its owner only. */
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** The folder must exist before a secret is asked for. */
    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** Finds the secret, or makes one of 32 random bytes in base64url. */
    public String require(SecretName name) {
        return require(name, this::randomText);
    }

    /** Finds the secret, or keeps the one that the supplier gives. */
    public String require(SecretName name, Supplier<String> first) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                write(file, first.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be read or written", e);
        }
    }

    /** Where the secret is, for a program that reads it by itself. */
    public Path file(SecretName name) {
        return folder.resolve(name.fileName());
    }

    private String randomText() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(Path file, String secret) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, secret.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
