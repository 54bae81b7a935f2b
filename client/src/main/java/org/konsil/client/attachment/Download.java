package org.konsil.client.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.transport.AttachmentServer;
import org.konsil.protocol.stream.StreamDigest;

/** Fetches a sealed attachment: goes on where it broke off, also after a new start, and believes nothing before the whole is there. */
final class Download {

    private final AttachmentServer server;
    private final Spool spool;
    private final Patience patience;

    Download(AttachmentServer server, Spool spool, Patience patience) {
        this.server = server;
        this.spool = spool;
        this.patience = patience;
    }

    /** The sealed file, of the length and the SHA-256 that its manifest says. */
    Path fetch(UUID conversation, Enclosure enclosure, Progress progress) {
        AttachmentServer.Place place = new AttachmentServer.Place(conversation, enclosure.id());
        Path file = spool.create(enclosure.id());
        while (true) {
            try {
                append(place, enclosure, file, progress);
                return require(enclosure, file);
            } catch (OfflineException broken) {
                patience.lose(broken);
            } catch (RefusedException refused) {
                if (!refused.isServerFailure()) {
                    throw refused;
                }
                patience.lose(refused);
            } catch (IOException e) {
                throw new UncheckedIOException("the attachment cannot be kept", e);
            }
        }
    }

    private void append(AttachmentServer.Place place, Enclosure enclosure, Path file, Progress progress)
            throws IOException {
        long all = enclosure.bytes();
        long done = Files.size(file);
        progress.moved(Math.min(done, all), all);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            while (done < all) {
                int length = (int) Math.min(AttachmentServer.PIECE_BYTES, all - done);
                out.write(server.fetch(place, done, length));
                done += length;
                patience.moved();
                progress.moved(done, all);
            }
        }
    }

    private Path require(Enclosure enclosure, Path file) throws IOException {
        boolean whole =
                Files.size(file) == enclosure.bytes() && MessageDigest.isEqual(digest(file), enclosure.sha256());
        if (!whole) {
            spool.remove(enclosure.id());
            throw new TamperedException("attachment-differs");
        }
        return file;
    }

    private static byte[] digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return StreamDigest.of(in);
        }
    }
}
