package org.konsil.server.attachment.storage;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentDigestDiffersException;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.UploadOffsetDiffersException;

/**
 * Keeps rows and bytes together. The order makes every crash harmless: bytes are on disk before the row says so, and the row is
 * gone before the bytes; what is left over then, {@code expiry} removes.
 *
 * <p>No transaction spans the work on the disk: it may take a minute, and a database connection is not held so long.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Blobs {

    @Inject
    AttachmentLedger ledger;

    @Inject
    AttachmentStore store;

    @Inject
    BlobLocks locks;

    /** {@link AttachmentLedger#announce}; what an earlier blob of that name left is gone before. */
    public AttachmentLedger.Announced announce(BlobName name, Announcement announced) {
        return locked(name, () -> {
            if (ledger.find(name).isEmpty()) {
                store.delete(name);
            }
            return ledger.announce(name, announced, store.room().orElse(Long.MAX_VALUE / 2));
        });
    }

    /** What is known of it. A crash between the last byte and its row is made good here. */
    public Optional<StoredAttachment> find(BlobName name) {
        Optional<StoredAttachment> found = ledger.find(name);
        if (found.isEmpty() || found.get().complete() || !ask(() -> store.isComplete(name))) {
            return found;
        }
        return locked(name, () -> {
            ledger.find(name).filter(row -> !row.complete()).ifPresent(this::finish);
            return ledger.find(name);
        });
    }

    /**
     * Adds a part to an upload. It is on disk when this returns; the last one also compares the digest.
     *
     * @throws UnknownAttachmentException if there is none of that name
     * @throws UploadOffsetDiffersException if the upload stands elsewhere
     * @throws AttachmentDigestDiffersException if it was the last part and the bytes are not those that were announced
     */
    public StoredAttachment append(BlobName name, long offset, Path part) {
        return locked(name, () -> {
            StoredAttachment row = ledger.find(name).orElseThrow(() -> new UnknownAttachmentException(name));
            if (row.offset() != offset) {
                throw new UploadOffsetDiffersException(name, row.offset());
            }
            long end = offset + Files.size(part);
            store.append(name, offset, part);
            if (end == row.announced().bytes()) {
                completeOrRemove(row);
            } else if (!ledger.advance(name, offset, end)) {
                throw overtaken(name);
            }
            return ledger.find(name).orElseThrow(() -> new UnknownAttachmentException(name));
        });
    }

    private void completeOrRemove(StoredAttachment row) throws IOException {
        if (!store.complete(row.name(), row.announced().bytes(), row.announced().sha256())) {
            ledger.remove(row.name());
            throw new AttachmentDigestDiffersException(row.name());
        }
        finish(row);
    }

    private void finish(StoredAttachment row) {
        if (!ledger.finish(row.name(), row.offset(), row.announced().bytes())) {
            throw overtaken(row.name());
        }
    }

    /** Another node was faster, or the row is gone; the digest decides about the bytes, the sweep about what is left over. */
    private RuntimeException overtaken(BlobName name) {
        return ledger.find(name)
                .<RuntimeException>map(row -> new UploadOffsetDiffersException(name, row.offset()))
                .orElseGet(() -> new UnknownAttachmentException(name));
    }

    /** A piece of a complete blob; to be closed. */
    public InputStream read(BlobName name, long from, long length) {
        return ask(() -> store.read(name, from, length));
    }

    /** Removes the row, then the bytes. */
    public void remove(BlobName name) {
        locked(name, () -> {
            ledger.remove(name);
            store.delete(name);
            return name;
        });
    }

    /** Removes bytes that have no row. */
    public boolean removeOrphan(BlobName name) {
        return locked(name, () -> {
            if (!ledger.known(List.of(name)).isEmpty()) {
                return false;
            }
            store.delete(name);
            return true;
        });
    }

    private <T> T locked(BlobName name, DiskAct<T> act) {
        ReentrantLock lock = locks.lock(name);
        try {
            return ask(act);
        } finally {
            lock.unlock();
        }
    }

    private static <T> T ask(DiskAct<T> act) {
        try {
            return act.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Something that a disk may fail at. */
    private interface DiskAct<T> {
        T run() throws IOException;
    }
}
