package org.konsil.client.attachment;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.transport.AttachmentServer;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** Hands a sealed file in. It asks the server where to go on, after every break and at the beginning, and never sends what is there. */
final class Upload {

    private static final int STORE_FULL = 507;

    private final AttachmentServer server;
    private final Spool spool;
    private final Patience patience;
    private final byte[] piece = new byte[AttachmentServer.PIECE_BYTES];

    Upload(AttachmentServer server, Spool spool, Patience patience) {
        this.server = server;
        this.spool = spool;
        this.patience = patience;
    }

    /** Returns once the server has all of it, and has found it to be what was announced. */
    void run(Outgoing outgoing, Progress progress) {
        boolean lost = false;
        while (true) {
            try {
                append(outgoing, progress);
                return;
            } catch (OfflineException broken) {
                patience.lose(broken);
            } catch (RefusedException refused) {
                boolean gone = refused.code().equals("unknown-attachment")
                        || refused.code().equals("attachment-digest-differs");
                if (gone && !lost) {
                    // The server dropped what it had; once it is begun anew, a second time somebody must look.
                    lost = true;
                } else if (!isPassing(refused)) {
                    throw refused;
                }
                patience.lose(refused);
            }
        }
    }

    private static boolean isPassing(RefusedException refused) {
        return refused.code().equals("upload-offset-differs")
                || refused.isServerFailure() && refused.status() != STORE_FULL;
    }

    private void append(Outgoing outgoing, Progress progress) {
        long all = outgoing.enclosure().bytes();
        AttachmentServer.Upload at = server.begin(
                outgoing.place(),
                all,
                outgoing.enclosure().sha256(),
                CipherSuite.P256.hash(outgoing.deletionKey()).toArray());
        progress.moved(at.offset(), all);
        try (SeekableByteChannel file =
                Files.newByteChannel(spool.fileOf(outgoing.enclosure().id()))) {
            while (!at.complete()) {
                int length = read(file, at.offset(), all);
                AttachmentServer.Upload next = server.append(outgoing.place(), all, at.offset(), piece, length);
                if (next.offset() > at.offset()) {
                    patience.moved();
                }
                at = next;
                progress.moved(at.offset(), all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sealed file cannot be read", e);
        }
    }

    private int read(SeekableByteChannel file, long offset, long all) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, all - offset));
        file.position(offset);
        while (into.hasRemaining()) {
            if (file.read(into) < 0) {
                throw new EOFException("the sealed file became shorter");
            }
        }
        return into.position();
    }
}
