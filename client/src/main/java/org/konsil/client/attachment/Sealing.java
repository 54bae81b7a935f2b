package org.konsil.client.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.protocol.content.ContentLimits;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.SealingStream;
import org.konsil.protocol.stream.StreamDigest;
import org.konsil.protocol.stream.StreamFormat;

/** Seals a file, in constant memory, into one that may lie on any disk (docs/protocol/stream.md). */
final class Sealing {

    static final String TOO_LARGE = "attachment-too-large";
    private static final int TOO_LARGE_STATUS = 413;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sealing() {}

    /** Seals {@code file} into {@code spool.fileOf(id)}; what it is called and of what kind travels in the message alone. */
    static Outgoing seal(UUID conversation, Path file, String mediaType, Spool spool) throws IOException {
        if (Files.size(file) > ContentLimits.MAX_ATTACHMENT_BYTES) {
            throw new RefusedException(TOO_LARGE, TOO_LARGE_STATUS);
        }
        UUID id = UUID.randomUUID();
        byte[] key = random();
        MessageDigest digest = StreamDigest.begin();
        Path sealed = spool.create(id);
        try (SecretBytes secret = SecretBytes.copyOf(key);
                InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(sealed), digest);
                SealingStream sealing = new SealingStream(out, secret, Enclosure.context(id))) {
            copy(in, sealing);
            sealing.finish();
        } catch (IOException | RuntimeException failed) {
            spool.remove(id);
            throw failed;
        }
        String name = SafeName.of(file.toAbsolutePath().getFileName().toString());
        Enclosure enclosure = new Enclosure(id, Files.size(sealed), digest.digest(), key, name, mediaType);
        return new Outgoing(conversation, enclosure, random());
    }

    /** A file may grow while it is read. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[StreamFormat.CHUNK_BYTES];
        long done = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            done += read;
            if (StreamFormat.sealedLength(done) > ContentLimits.MAX_ATTACHMENT_BYTES) {
                throw new RefusedException(TOO_LARGE, TOO_LARGE_STATUS);
            }
            out.write(piece, 0, read);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[StreamFormat.KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
