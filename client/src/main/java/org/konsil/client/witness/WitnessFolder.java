package org.konsil.client.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictBase64;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;

/**
 * What a witness keeps: its key, and of each log the last checkpoint that it signed. Both begin together; a key whose memory is
 * gone signs nothing more, for it could sign a second history.
 */
final class WitnessFolder implements AutoCloseable {

    private static final String KEY = "witness.key";
    private static final String SEEN = "witnessed";

    private final FileChannel lock;
    private final WitnessFile seenFile;
    private final NoteSigner signer;
    private final Map<String, byte[]> seen;

    private WitnessFolder(FileChannel lock, WitnessFile seenFile, NoteSigner signer, Map<String, byte[]> seen) {
        this.lock = lock;
        this.seenFile = seenFile;
        this.signer = signer;
        this.seen = seen;
    }

    /**
     * Opens the folder, or begins one.
     *
     * @param name the witness's own; needed at the first start, and the same later if it is given
     * @throws EnvironmentException if the folder is in use, or not whole
     */
    static WitnessFolder open(Path folder, Optional<String> name) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(lock) == null) {
                throw new EnvironmentException("another witness works in " + folder);
            }
            WitnessFile keyFile = new WitnessFile(folder.resolve(KEY));
            WitnessFile seenFile = new WitnessFile(folder.resolve(SEEN));
            if (!keyFile.exists()) {
                begin(keyFile, seenFile, name);
            }
            if (!seenFile.exists()) {
                throw new EnvironmentException(
                        "this witness does not remember what it signed: " + seenFile.path() + " is gone");
            }
            return new WitnessFolder(lock, seenFile, signer(keyFile, name), seen(seenFile));
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    NoteSigner signer() {
        return signer;
    }

    /** What it signed last of this log. */
    Optional<Checkpoint> seen(NoteKey log) {
        return Optional.ofNullable(seen.get(log.name()))
                .map(note -> UnverifiedCheckpoint.parse(note).check(log));
    }

    /** It is remembered for good when this returns; the caller signs after it. */
    void remember(Checkpoint checkpoint) throws IOException {
        Map<String, byte[]> more = new LinkedHashMap<>(seen);
        more.put(checkpoint.origin(), checkpoint.encode());
        StringBuilder text = new StringBuilder();
        more.values().forEach(note -> text.append(StrictBase64.encode(note)).append('\n'));
        seenFile.replace(text.toString().getBytes(StandardCharsets.US_ASCII));
        seen.putAll(more);
    }

    /** The memory comes first: a failure in between leaves a memory of nothing, and no key that could have signed. */
    private static void begin(WitnessFile keyFile, WitnessFile seenFile, Optional<String> name) throws IOException {
        if (name.isEmpty()) {
            throw new EnvironmentException("a new witness needs a name: --name witness.example");
        }
        if (!seenFile.exists()) {
            seenFile.replace(new byte[0]);
        } else if (seenFile.read().length > 0) {
            throw new EnvironmentException("the key of this witness is gone: " + keyFile.path());
        }
        byte[] secret = new byte[NoteSigner.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        try (SecretBytes kept = SecretBytes.copyOf(secret);
                NoteSigner usable = NoteSigner.of(name.get(), NoteKind.WITNESS, kept)) {
            String text = usable.key().name() + "\n" + StrictBase64.encode(secret) + "\n";
            keyFile.replace(text.getBytes(StandardCharsets.UTF_8));
        } catch (ProofRefusedException noName) {
            throw new EnvironmentException("that cannot be the name of a witness: " + name.get(), noName);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static NoteSigner signer(WitnessFile keyFile, Optional<String> name) throws IOException {
        byte[] content = keyFile.read();
        try {
            List<String> lines =
                    new String(content, StandardCharsets.UTF_8).lines().toList();
            if (lines.size() != 2) {
                throw new EnvironmentException("not the key of a witness: " + keyFile.path());
            }
            if (name.filter(other -> !other.equals(lines.get(0))).isPresent()) {
                throw new EnvironmentException("this witness is called " + lines.get(0));
            }
            try (SecretBytes secret = SecretBytes.owning(StrictBase64.decode(lines.get(1)))) {
                return NoteSigner.of(lines.get(0), NoteKind.WITNESS, secret);
            }
        } catch (ProofRefusedException noKey) {
            throw new EnvironmentException("not the key of a witness: " + keyFile.path(), noKey);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Map<String, byte[]> seen(WitnessFile file) throws IOException {
        Map<String, byte[]> seen = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(
                new String(file.read(), StandardCharsets.US_ASCII).lines().toList());
        try {
            for (String line : lines) {
                byte[] note = StrictBase64.decode(line);
                seen.put(UnverifiedCheckpoint.parse(note).claimedOrigin(), note);
            }
        } catch (ProofRefusedException broken) {
            throw new EnvironmentException("what this witness signed cannot be read: " + file.path(), broken);
        }
        return seen;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another one in this very program
        }
    }

    @Override
    public void close() throws IOException {
        signer.close();
        lock.close();
    }
}
