package org.konsil.server.proof.pseudonym;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.OpeningStream;
import org.konsil.protocol.stream.SealingStream;
import org.konsil.server.proof.DurableFile;

/**
 * A key for each bearer, sealed under the key of its generation. New ones are added at the end; to erase some, the rest is
 * sealed under a new key, which takes effect when its file is there, and the old key is overwritten and deleted. Several nodes
 * may share the folder.
 */
final class PersonKeyFile {

    private static final byte[] CONTEXT = "konsil person key 1".getBytes(StandardCharsets.US_ASCII);
    private static final String KEYS = "person-keys-";
    private static final String OPENER = "person-opener-";
    private static final int KEY_BYTES = 32;
    private static final int MOST_RECORD_BYTES = 1024;

    private final Path folder;
    private final SecureRandom random;
    private final Map<String, byte[]> keys = new HashMap<>();
    private long generation;
    private long readBytes;

    PersonKeyFile(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** A copy of the bearer's key, a new one if there was none; it is on disk. */
    byte[] require(String bearer) {
        return locked(() -> {
            refresh();
            byte[] present = keys.get(bearer);
            if (present == null) {
                present = randomKey();
                append(bearer, present);
                keys.put(bearer, present);
            }
            return present.clone();
        });
    }

    /** Destroys the keys of these, and seals those of the others anew. */
    void erase(Set<String> bearers) {
        locked(() -> {
            refresh();
            bearers.forEach(
                    bearer -> Optional.ofNullable(keys.remove(bearer)).ifPresent(key -> Arrays.fill(key, (byte) 0)));
            long old = generation;
            begin(old + 1);
            destroy(old);
            return true;
        });
    }

    /** What another node did meanwhile. */
    private void refresh() throws IOException {
        long newest = newest();
        if (newest == 0) {
            begin(1);
        } else if (newest != generation) {
            keys.clear();
            generation = newest;
            readBytes = 0;
            for (long old = newest - 1; old > 0 && Files.exists(opener(old)); old--) {
                destroy(old); // the power failed before that
            }
        }
        readOn();
    }

    private long newest() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(OPENER + "\\d{1,18}"))
                    .mapToLong(name -> Long.parseLong(name.substring(OPENER.length())))
                    .max()
                    .orElse(0);
        }
    }

    /** All that is known, under a new key. */
    private void begin(long next) throws IOException {
        byte[] opener = randomKey();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : keys.entrySet()) {
            records.writeBytes(record(entry.getKey(), entry.getValue(), opener));
        }
        new DurableFile(file(next)).replace(records.toByteArray());
        new DurableFile(opener(next)).create(opener);
        Arrays.fill(opener, (byte) 0);
        generation = next;
        readBytes = records.size();
    }

    private void destroy(long old) throws IOException {
        if (Files.exists(opener(old))) {
            try (FileChannel channel = FileChannel.open(opener(old), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(KEY_BYTES));
                channel.force(true);
            }
            Files.delete(opener(old));
        }
        Files.deleteIfExists(file(old));
    }

    private void append(String bearer, byte[] key) throws IOException {
        byte[] opener = Files.readAllBytes(opener(generation));
        byte[] record = record(bearer, key, opener);
        Arrays.fill(opener, (byte) 0);
        try (FileChannel channel = FileChannel.open(file(generation), StandardOpenOption.WRITE)) {
            // Also over half a record that a power failure left.
            channel.truncate(readBytes);
            channel.position(readBytes);
            ByteBuffer rest = ByteBuffer.wrap(record);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        readBytes += record.length;
    }

    private void readOn() throws IOException {
        if (Files.size(file(generation)) == readBytes) {
            return;
        }
        byte[] opener = Files.readAllBytes(opener(generation));
        try (SecretBytes secret = SecretBytes.copyOf(opener)) {
            ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(file(generation)));
            records.position((int) readBytes);
            while (records.remaining() >= Integer.BYTES) {
                int length = records.getInt();
                if (length < 0 || length > MOST_RECORD_BYTES || length > records.remaining()) {
                    return;
                }
                byte[] sealed = new byte[length];
                records.get(sealed);
                byte[] plain = new OpeningStream(new ByteArrayInputStream(sealed), secret, CONTEXT).readAllBytes();
                String bearer = new String(plain, KEY_BYTES, plain.length - KEY_BYTES, StandardCharsets.UTF_8);
                keys.put(bearer, Arrays.copyOf(plain, KEY_BYTES));
                Arrays.fill(plain, (byte) 0);
                readBytes = records.position();
            }
        } finally {
            Arrays.fill(opener, (byte) 0);
        }
    }

    private static byte[] record(String bearer, byte[] key, byte[] opener) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (SecretBytes secret = SecretBytes.copyOf(opener);
                SealingStream out = new SealingStream(sealed, secret, CONTEXT)) {
            out.write(key);
            out.write(bearer.getBytes(StandardCharsets.UTF_8));
            out.finish();
        }
        return ByteBuffer.allocate(Integer.BYTES + sealed.size())
                .putInt(sealed.size())
                .put(sealed.toByteArray())
                .array();
    }

    private byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private Path file(long of) {
        return folder.resolve(KEYS + of);
    }

    private Path opener(long of) {
        return folder.resolve(OPENER + of);
    }

    private interface Act<T> {
        T run() throws IOException;
    }

    private <T> T locked(Act<T> act) {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("person-keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            return act.run();
        } catch (IOException failure) {
            throw new IllegalStateException("the keys of the proof log's people cannot be used: " + folder, failure);
        }
    }
}
