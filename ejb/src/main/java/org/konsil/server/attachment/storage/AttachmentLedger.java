package org.konsil.server.attachment.storage;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentDiffersException;
import org.konsil.server.attachment.AttachmentStoreFullException;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.TooManyUploadsException;

/** The table {@code attachment}: what was announced, and how much of it is on disk. Each act is a transaction. */
@Stateless
public class AttachmentLedger {

    /** Uploads of one conversation that are not finished. */
    static final int MOST_UNFINISHED = 32;

    /** Whoever announces waits for others who do, so that two do not take the same room. */
    private static final long ANNOUNCING = 0x6b6f6e73696c0140L;

    private static final String ONE = "where a.key = :key";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    AttachmentSettings settings;

    @Inject
    Clock clock;

    /** What is known of it, if its time is not up. */
    public Optional<StoredAttachment> find(BlobName name) {
        return entities.createQuery(
                        "select a from AttachmentRow a " + ONE + " and a.expiresAt > :now", AttachmentRow.class)
                .setParameter("key", AttachmentRow.Key.of(name))
                .setParameter("now", clock.instant())
                .getResultStream()
                .findFirst()
                .map(AttachmentRow::toStored);
    }

    /**
     * Notes what will arrive, or finds that it was noted before.
     *
     * @param room what the store has room for, besides what it holds
     * @return the row, and whether it is new
     * @throws AttachmentDiffersException if something else was announced under this name
     * @throws TooManyUploadsException if the conversation has too many unfinished ones
     * @throws AttachmentStoreFullException if there is no room for it
     */
    public Announced announce(BlobName name, Announcement announced, long room) {
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)", String.class)
                .setParameter("key", ANNOUNCING)
                .getSingleResult();
        Optional<StoredAttachment> known = find(name);
        if (known.isPresent()) {
            if (!known.get().announced().equals(announced)) {
                throw new AttachmentDiffersException(name);
            }
            return new Announced(known.get(), false);
        }
        remove(name);
        requirePlace(name, announced.bytes(), room);
        Instant now = clock.instant();
        AttachmentRow row = new AttachmentRow(
                name, announced, now.truncatedTo(ChronoUnit.MINUTES), now.plus(settings.unfinishedLife()));
        entities.persist(row);
        return new Announced(row.toStored(), true);
    }

    private void requirePlace(BlobName name, long bytes, long room) {
        long unfinished = entities.createQuery(
                        "select count(a) from AttachmentRow a where a.key.conversation = :conversation and a.offset < a.bytes"
                                + " and a.expiresAt > :now",
                        Long.class)
                .setParameter("conversation", name.conversation().value())
                .setParameter("now", clock.instant())
                .getSingleResult();
        if (unfinished >= MOST_UNFINISHED) {
            throw new TooManyUploadsException(name);
        }
        Object[] sums = entities.createQuery(
                        "select coalesce(sum(a.bytes), 0L), coalesce(sum(a.bytes - a.offset), 0L) from AttachmentRow a",
                        Object[].class)
                .getSingleResult();
        long promised = (Long) sums[0];
        long missing = (Long) sums[1];
        if (promised + bytes > settings.room() || missing + bytes > room) {
            throw new AttachmentStoreFullException(name);
        }
    }

    /** Notes that so much is on disk; false if it does not stand at {@code from} any more. */
    public boolean advance(BlobName name, long from, long to) {
        return move(name, from, to, clock.instant().plus(settings.unfinishedLife()));
    }

    /** Notes that all is there with the right digest; its life begins. False if it does not stand at {@code from} any more. */
    public boolean finish(BlobName name, long from, long bytes) {
        return move(name, from, bytes, clock.instant().plus(settings.life()));
    }

    private boolean move(BlobName name, long from, long to, Instant expiresAt) {
        int moved = entities.createQuery("update AttachmentRow a set a.offset = :to, a.expiresAt = :expiresAt " + ONE
                        + " and a.offset = :from")
                .setParameter("to", to)
                .setParameter("expiresAt", expiresAt)
                .setParameter("key", AttachmentRow.Key.of(name))
                .setParameter("from", from)
                .executeUpdate();
        return moved == 1;
    }

    /** Forgets it; the blob is to be deleted after that, or else the sweep does it. */
    public boolean remove(BlobName name) {
        return entities.createQuery("delete from AttachmentRow a " + ONE)
                        .setParameter("key", AttachmentRow.Key.of(name))
                        .executeUpdate()
                == 1;
    }

    /** Those of the names that there are rows for. */
    public Set<BlobName> known(Collection<BlobName> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        Set<BlobName> known = new HashSet<>();
        entities.createQuery(
                        "select a.key from AttachmentRow a where a.key.attachment in :ids", AttachmentRow.Key.class)
                .setParameter(
                        "ids",
                        names.stream().map(name -> name.attachment().value()).toList())
                .getResultStream()
                .forEach(key -> known.add(key.toName()));
        known.retainAll(names);
        return known;
    }

    /** At most that many rows, by name, after this one. */
    public List<StoredAttachment> page(BlobName after, int most) {
        return entities.createQuery(
                        "select a from AttachmentRow a where a.key.conversation > :conversation"
                                + " or a.key.conversation = :conversation and a.key.attachment > :attachment"
                                + " order by a.key.conversation, a.key.attachment",
                        AttachmentRow.class)
                .setParameter("conversation", after.conversation().value())
                .setParameter("attachment", after.attachment().value())
                .setMaxResults(most)
                .getResultStream()
                .map(AttachmentRow::toStored)
                .toList();
    }

    /** Forgets everything whose time is up; gives the number of rows. */
    public long removeExpired() {
        return entities.createQuery("delete from AttachmentRow a where a.expiresAt <= :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** When the oldest one was announced. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(entities.createQuery("select min(a.createdAt) from AttachmentRow a", Instant.class)
                .getSingleResult());
    }

    /**
     * The answer to an announcement.
     *
     * @param attachment what is known of it
     * @param isNew whether nobody had announced it before
     */
    public record Announced(StoredAttachment attachment, boolean isNew) {}
}
