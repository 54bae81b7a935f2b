package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.CertificateSerial;

/**
 * The table {@code status_change}: each change of a status beside the number of its transaction. Ids and times are drawn before the
 * commit and tell nothing of its order; but whatever was not committed when somebody looked has a number from the oldest open
 * one of then on.
 */
@ApplicationScoped
class StatusChangeLog {
    /** Longer than any transaction lasts, many times. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final String INSERT = "insert into status_change (serial, changed_at) values (:serial, :at)";
    private static final String SINCE = "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint),"
            + " array_to_string(array(select serial from status_change"
            + " where xact >= cast(cast(:oldest as text) as xid8)), ' ')";
    /** What was there before the first look is in no memory. */
    private static final String NONE = "9223372036854775807";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    void add(CertificateSerial serial) {
        entities.createNativeQuery(INSERT)
                .setParameter("serial", serial.toString())
                .setParameter("at", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .executeUpdate();
    }

    /** What changed since then; nothing if this is the first look. */
    StatusChanges since(@Nullable StatusChanges last) {
        Object[] row = (Object[]) entities.createNativeQuery(SINCE, Object[].class)
                .setParameter("oldest", last == null ? NONE : Long.toString(last.oldest()))
                .getSingleResult();
        List<CertificateSerial> serials = new ArrayList<>();
        for (String serial : ((String) row[1]).split(" ", -1)) {
            if (!serial.isEmpty()) {
                serials.add(CertificateSerial.parse(serial));
            }
        }
        return new StatusChanges(serials, ((Number) row[0]).longValue());
    }

    /** Forgets what every node has seen long since. */
    void purge() {
        entities.createNativeQuery("delete from status_change where changed_at < :before")
                .setParameter("before", clock.instant().minus(KEPT))
                .executeUpdate();
    }
}
