package org.konsil.server.certification.inventory;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.konsil.server.certification.CertificateExpiring;
import org.konsil.server.certification.CertificateSerial;

/** Notes which certificates end soon, and lets those go that ended long ago. */
@Stateless
public class ExpiryWatch {
    /** The largest comes first: who is told of the last day was told of the others before. */
    static final List<Integer> DAYS = List.of(60, 30, 14, 7, 1);

    /** In use: not revoked, and no newer one of the same holder and kind. Responders renew themselves within days. */
    private static final String DUE = "select c.serial, c.profile from certificate c where c.not_after >= :now"
            + " and c.not_after < :until and c.profile not like '%-ocsp/%'"
            + " and not exists (select 1 from certificate_revocation r where r.serial = c.serial)"
            + " and not exists (select 1 from certificate_notice n where n.serial = c.serial and n.days = :days)"
            + " and not exists (select 1 from certificate s where s.holder = c.holder"
            + " and split_part(s.profile, '/', 1) = split_part(c.profile, '/', 1) and s.issued_at > c.issued_at)";

    private static final String INSERT = "insert into certificate_notice (serial, days, noticed_at)"
            + " values (:serial, :days, :at) on conflict do nothing";
    private static final List<String> DEAD = List.of(
            "delete from certificate_notice n using certificate c where c.serial = n.serial and c.not_after < :before",
            "delete from posture_lease l using certificate c where c.serial = l.serial and c.not_after < :before",
            "delete from certificate where not_after < :before",
            "delete from certificate_revocation where not_after < :before",
            "delete from certificate_journal where not_after < :before");

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    InventorySettings settings;

    @Inject
    Event<CertificateExpiring> expiring;

    @Inject
    Clock clock;

    /** Notes what passed a threshold since the last look. */
    public void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DAYS.forEach(days -> note(days, now));
    }

    /**
     * Deletes what ended longer ago than the hospital keeps it. The revocation lists forgot it long before, the proof log never
     * does.
     *
     * @return rows
     */
    public long bury() {
        Instant before = clock.instant().minus(settings.deadRetention());
        return DEAD.stream()
                .mapToLong(statement -> entities.createNativeQuery(statement)
                        .setParameter("before", before)
                        .executeUpdate())
                .sum();
    }

    private void note(int days, Instant now) {
        List<?> due = entities.createNativeQuery(DUE, Object[].class)
                .setParameter("now", now)
                .setParameter("until", now.plus(Duration.ofDays(days)))
                .setParameter("days", days)
                .getResultList();
        for (Object row : due) {
            Object[] columns = (Object[]) row;
            int inserted = entities.createNativeQuery(INSERT)
                    .setParameter("serial", columns[0])
                    .setParameter("days", days)
                    .setParameter("at", now)
                    .executeUpdate();
            if (inserted == 1) {
                expiring.fire(new CertificateExpiring(
                        CertificateSerial.parse((String) columns[0]), (String) columns[1], days, now));
            }
        }
    }
}
