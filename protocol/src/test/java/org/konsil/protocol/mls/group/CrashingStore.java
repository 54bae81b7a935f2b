package org.konsil.protocol.mls.group;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;

/**
 * Files in a folder; a transaction is first written as a whole beside them, so that all of it or nothing survives. The power
 * may fail before, in the middle of and after each single write.
 */
final class CrashingStore {

    private static final String JOURNAL = "journal";
    private static final String WRITING = "journal.new";

    private final Path folder;
    private final Random random;
    private double chance;

    /** The process is gone. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    CrashingStore(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    void setChance(double chance) {
        this.chance = chance;
    }

    /** Somewhere in a step. */
    void point() {
        if (random.nextDouble() < chance) {
            throw new Crash();
        }
    }

    void apply(Map<String, byte[]> put, Collection<String> gone) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.vector(inner ->
                    put.forEach((name, bytes) -> inner.opaque(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .opaque(bytes)));
            writer.vector(inner ->
                    gone.forEach(name -> inner.opaque(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
            write(WRITING, writer.toByteArray());
            point();
            Files.move(
                    folder.resolve(WRITING),
                    folder.resolve(JOURNAL),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        replay();
    }

    /** What a start does first: the transaction that was decided is done. */
    SortedMap<String, byte[]> open() {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve(JOURNAL))) {
                replay();
            }
            SortedMap<String, byte[]> all = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (!name.startsWith(JOURNAL)) {
                        all.put(name.replace('_', '/'), Files.readAllBytes(file));
                    }
                }
            }
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void replay() {
        try {
            byte[] journal = Files.readAllBytes(folder.resolve(JOURNAL));
            MlsReader.readAll(journal, reader -> {
                reader.list(10_000, inner -> write(text(inner), inner.opaque().toArray()));
                return reader.list(10_000, inner -> delete(text(inner)));
            });
            point();
            Files.delete(folder.resolve(JOURNAL));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(MlsReader reader) {
        return new String(reader.opaque().toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private boolean write(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name.replace('/', '_'));
            point();
            if (random.nextDouble() < chance) {
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                throw new Crash();
            }
            Files.write(file, bytes);
            point();
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean delete(String name) {
        try {
            point();
            Files.deleteIfExists(folder.resolve(name.replace('/', '_')));
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As a backup of the disk would have it. */
    SortedMap<String, byte[]> copy() {
        return open();
    }

    void rollBackTo(SortedMap<String, byte[]> copy) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            for (Map.Entry<String, byte[]> part : copy.entrySet()) {
                Files.write(folder.resolve(part.getKey().replace('/', '_')), part.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
