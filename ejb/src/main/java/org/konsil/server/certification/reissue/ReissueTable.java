package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.ReissueAtWorkException;
import org.konsil.server.certification.UnknownReissueException;

/** The tables {@code reissue} and {@code reissue_refusal}. */
@ApplicationScoped
class ReissueTable {
    private static final int MOST_LISTED = 50;
    private static final String INSERT = "insert into reissue"
            + " (reissue_id, profile, asked_by, approval, begun_at, total, state) values"
            + " (:id, :profile, :by, cast(:approval as uuid), :at, :total, 'running') on conflict do nothing";
    private static final String DONE = "update reissue set state = 'done', ended_at = :at where reissue_id = :id"
            + " and state = 'running' and not exists"
            + " (select 1 from reissue_part p where p.reissue_id = :id and not p.ended)";
    private static final String COUNTS = "select (select coalesce(sum(issued), 0) from reissue_part"
            + " where reissue_id = :id), (select count(*) from reissue_refusal where reissue_id = :id)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ReissueParts parts;

    /** @throws ReissueAtWorkException if another of this profile is at work */
    void begin(UUID id, String profile, String askedBy, @Nullable UUID approval, Instant at, long total) {
        int added = entities.createNativeQuery(INSERT)
                .setParameter("id", id)
                .setParameter("profile", profile)
                .setParameter("by", askedBy)
                .setParameter("approval", approval == null ? null : approval.toString())
                .setParameter("at", at)
                .setParameter("total", total)
                .executeUpdate();
        if (added != 1) {
            throw new ReissueAtWorkException(id);
        }
        parts.begin(id);
    }

    Optional<ReissueRow> find(UUID id) {
        return Optional.ofNullable(entities.find(ReissueRow.class, id));
    }

    /** @throws UnknownReissueException if there is none of that id */
    ReissueRow lock(UUID id) {
        ReissueRow row = entities.find(ReissueRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new UnknownReissueException(id);
        }
        return row;
    }

    /** The newest first. */
    List<ReissueRow> newest() {
        return entities.createQuery("select r from ReissueRow r order by r.begunAt desc", ReissueRow.class)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /** Those that have something to do, the oldest first. */
    List<UUID> running() {
        return entities.createQuery(
                        "select r.id from ReissueRow r where r.state = 'running' order by r.begunAt", UUID.class)
                .getResultList();
    }

    /** Whether it has just become done. */
    boolean finish(UUID id, Instant at) {
        return entities.createNativeQuery(DONE)
                        .setParameter("id", id)
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    /** A batch was signed. With a statement of its own: others may be changing the row. */
    void succeeded(UUID id) {
        entities.createNativeQuery("update reissue set failures = 0 where reissue_id = :id and failures > 0")
                .setParameter("id", id)
                .executeUpdate();
    }

    Reissue count(ReissueRow row) {
        Object[] counts = (Object[]) entities.createNativeQuery(COUNTS, Object[].class)
                .setParameter("id", row.id())
                .getSingleResult();
        return row.toReissue(((Number) counts[0]).longValue(), ((Number) counts[1]).longValue());
    }
}
