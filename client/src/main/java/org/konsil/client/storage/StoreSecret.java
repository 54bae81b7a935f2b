package org.konsil.client.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.konsil.client.failure.StoreException;
import org.konsil.protocol.mls.codec.SecretBytes;

/** What opens a store: a key or a passphrase, each in a file that nobody but its owner may read. */
public final class StoreSecret {

    /** PBKDF2-HMAC-SHA512 (RFC 8018); the number is in each store, so that it may grow. */
    static final int ITERATIONS = 210_000;

    static final int KEY_BYTES = 32;

    private static final int MOST_ITERATIONS = 100_000_000;
    private static final int MAX_FILE_BYTES = 4096;
    private static final int LEAST_PASSPHRASE_CHARACTERS = 12;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final boolean passphrase;

    private StoreSecret(Path file, boolean passphrase) {
        this.file = file;
        this.passphrase = passphrase;
    }

    /** A passphrase, the first line of this file. */
    public static StoreSecret passphraseIn(Path file) {
        return new StoreSecret(file, true);
    }

    /** A key of 32 bytes, hexadecimal, in this file; {@link #makeKey} makes one. */
    public static StoreSecret keyIn(Path file) {
        return new StoreSecret(file, false);
    }

    /** Makes a key file, 0600 from the first moment, unless there is one. */
    public static void makeKey(Path file) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] line = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var channel = Files.newByteChannel(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                PosixFilePermissions.asFileAttribute(OWNER))) {
            channel.write(ByteBuffer.wrap(line));
        } catch (FileAlreadyExistsException there) {
            // That one is used.
        } catch (IOException e) {
            throw new StoreException("store-key-not-writable", e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    boolean isPassphrase() {
        return passphrase;
    }

    /** The store's root key. */
    SecretBytes derive(byte[] salt, int iterations) {
        char[] characters = firstLine();
        try {
            return SecretBytes.owning(passphrase ? stretch(characters, salt, iterations) : key(characters));
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static byte[] stretch(char[] characters, byte[] salt, int iterations) {
        if (characters.length < LEAST_PASSPHRASE_CHARACTERS) {
            throw new StoreException("store-passphrase-too-short");
        }
        if (iterations < ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new StoreException("store-damaged");
        }
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new StoreException("pbkdf2-missing", missing);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] key(char[] characters) {
        try {
            byte[] key = HexFormat.of().parseHex(CharBuffer.wrap(characters));
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new StoreException("store-key-malformed");
        }
        throw new StoreException("store-key-malformed");
    }

    private char[] firstLine() {
        byte[] bytes = read();
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        int end = 0;
        while (end < text.length() && text.get(end) != '\n' && text.get(end) != '\r') {
            end++;
        }
        char[] line = new char[end];
        text.get(line);
        Arrays.fill(text.array(), '\0');
        return line;
    }

    private byte[] read() {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new StoreException("store-key-readable-by-others");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new StoreException("store-key-malformed");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StoreException("store-key-missing", e);
        }
    }
}
