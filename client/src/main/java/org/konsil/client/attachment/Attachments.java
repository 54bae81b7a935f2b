package org.konsil.client.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.Shelf;
import org.konsil.client.transport.AttachmentServer;

/** The door of this package: seals and hands in, fetches and opens. What is on its way is kept, so that a later call goes on with it. */
public final class Attachments {

    private final SealedStore store;
    private final AttachmentServer server;
    private final Spool spool;
    private final Shelf<Outgoing> outgoing;
    private final Shelf<Outgoing> sent;

    public Attachments(SealedStore store, AttachmentServer server) {
        this.store = store;
        this.server = server;
        this.spool = new Spool(store.folder().resolve("attachments"));
        this.outgoing = new Shelf<>(store, "outgoing-attachment", Outgoing.class);
        this.sent = new Shelf<>(store, "sent-attachment", Outgoing.class);
    }

    /** Seals a file for a conversation. It is kept, with its keys, until it was sent or given up. */
    public Outgoing seal(UUID conversation, Path file, String mediaType) {
        try {
            Outgoing sealed = Sealing.seal(conversation, file, mediaType, spool);
            store.write(List.of(outgoing.put(sealed.enclosure().id().toString(), sealed)));
            return sealed;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be sealed", e);
        }
    }

    /** What was sealed and is not in its conversation yet. */
    public Collection<Outgoing> unsent() {
        return outgoing.all().values();
    }

    /** Hands it in; returns once the server has all of it. */
    public void upload(Outgoing sealed, Progress progress) {
        new Upload(server, spool, Patience.usual()).run(sealed, progress);
    }

    /** To be written in the step that keeps the message: from then on only its deletion key is needed. */
    public List<Change> sent(Outgoing sealed) {
        String id = sealed.enclosure().id().toString();
        return List.of(outgoing.remove(id), sent.put(id, sealed));
    }

    /** The sealed copy is not needed any more. */
    public void forget(Outgoing sealed) {
        spool.remove(sealed.enclosure().id());
    }

    /** Deletes at the server what this device handed in; what another handed in is theirs to delete. */
    public void delete(UUID attachment) {
        sent.find(attachment.toString()).ifPresent(known -> {
            server.delete(known.place(), known.deletionKey());
            store.write(List.of(sent.remove(attachment.toString())));
        });
    }

    /** Nobody can have it: it is not tried again. */
    public void giveUp(Outgoing sealed) {
        store.write(List.of(outgoing.remove(sealed.enclosure().id().toString())));
        forget(sealed);
    }

    /**
     * Fetches an attachment and opens it into a folder.
     *
     * @return the file, under a name that was free
     */
    public Path save(UUID conversation, Enclosure enclosure, Path folder, Progress progress) {
        Path sealed = new Download(server, spool, Patience.usual()).fetch(conversation, enclosure, progress);
        try {
            Path saved = Saving.save(enclosure, sealed, folder);
            spool.remove(enclosure.id());
            return saved;
        } catch (IOException e) {
            throw new UncheckedIOException("the attachment cannot be saved in " + folder, e);
        }
    }
}
