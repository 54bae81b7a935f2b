package org.konsil.server.attachment.expiry;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.konsil.server.attachment.AttachmentId;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.storage.AttachmentLedger;
import org.konsil.server.attachment.storage.AttachmentStore;
import org.konsil.server.attachment.storage.Blobs;
import org.konsil.server.attachment.storage.IncomingFolder;
import org.konsil.server.messaging.ConversationId;

/**
 * Removes bytes without a row, which a crash, a deleted conversation or an ended life leaves, and rows without their bytes, which a
 * restored backup leaves. A row is there before its first byte, so bytes without a row are never an upload that just begins.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Sweep {

    private static final int AT_ONCE = 500;
    private static final BlobName FIRST =
            new BlobName(new ConversationId(new UUID(0, 0)), new AttachmentId(new UUID(0, 0)));

    @Inject
    AttachmentLedger ledger;

    @Inject
    AttachmentStore store;

    @Inject
    Blobs blobs;

    @Inject
    IncomingFolder incoming;

    /** Looks at everything once. */
    public Swept sweep() {
        try {
            return new Swept(bytesWithoutRow(), rowsWithoutBytes(), incoming.sweep());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int bytesWithoutRow() throws IOException {
        List<BlobName> orphans = new ArrayList<>();
        try (Stream<BlobName> names = store.names()) {
            inBatches(names, batch -> {
                Set<BlobName> known = ledger.known(batch);
                batch.stream().filter(name -> !known.contains(name)).forEach(orphans::add);
            });
        }
        int removed = 0;
        for (BlobName orphan : orphans) {
            removed += blobs.removeOrphan(orphan) ? 1 : 0;
        }
        return removed;
    }

    private static void inBatches(Stream<BlobName> names, Consumer<List<BlobName>> each) {
        List<BlobName> batch = new ArrayList<>();
        names.forEach(name -> {
            batch.add(name);
            if (batch.size() == AT_ONCE) {
                each.accept(List.copyOf(batch));
                batch.clear();
            }
        });
        each.accept(batch);
    }

    /** If every byte is missing, it is a disk that is not there rather than a loss: then nothing is removed. */
    private int rowsWithoutBytes() throws IOException {
        List<StoredAttachment> missing = new ArrayList<>();
        boolean any = false;
        BlobName after = FIRST;
        for (List<StoredAttachment> page = ledger.page(after, AT_ONCE);
                !page.isEmpty();
                page = ledger.page(after, AT_ONCE)) {
            for (StoredAttachment row : page) {
                boolean there = row.offset() == 0 || store.holds(row.name(), row.offset());
                any |= there && row.offset() > 0;
                if (!there) {
                    missing.add(row);
                }
            }
            after = page.get(page.size() - 1).name();
        }
        if (!any && !missing.isEmpty()) {
            throw new StoreEmptyException(missing.size());
        }
        for (StoredAttachment row : missing) {
            if (!store.holds(row.name(), row.offset())) {
                blobs.remove(row.name());
            }
        }
        return missing.size();
    }

    /**
     * What was removed.
     *
     * @param blobs without a row
     * @param rows without their bytes: attachments that are lost
     * @param parts that never became any
     */
    public record Swept(int blobs, int rows, int parts) {}
}
