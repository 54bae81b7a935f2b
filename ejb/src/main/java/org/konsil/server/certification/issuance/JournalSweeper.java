package org.konsil.server.certification.issuance;

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
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.authority.Authorities;

/**
 * Gives up what was begun and never finished: a signature may exist that nobody got, so its serial is revoked. The holder is
 * not put out, for they have no such certificate.
 */
@Stateless
public class JournalSweeper {
    /** Longer than any issuance takes. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String OPEN = "select * from certificate_journal where finished_at is null"
            + " and abandoned_at is null and prepared_at < :before order by prepared_at for update skip locked";
    private static final String REVOKE = "insert into certificate_revocation (serial, issuer, holder, shard, not_after,"
            + " reason, revoked_at, revoked_by) select serial, issuer, holder, shard, not_after, 'cessationOfOperation',"
            + " :at, 'journal' from certificate_journal where serial = :serial on conflict (serial) do nothing";
    private static final String LISTS = "insert into revocation_list_change (issuer, shard) select issuer, shard"
            + " from certificate_journal where serial = :serial union all select issuer, null from certificate_journal"
            + " where serial = :serial and issuer = 'device' and shard is not null";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    Event<CertificateAbandoned> abandoned;

    @Inject
    Clock clock;

    /** How many were given up. */
    public int sweep() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<JournalEntry> open = entities.createNativeQuery(OPEN, JournalEntry.class)
                .setParameter("before", now.minus(PATIENCE))
                .getResultList();
        open.forEach(entry -> giveUp(entry, now));
        return open.size();
    }

    private void giveUp(JournalEntry entry, Instant now) {
        entities.createNativeQuery(REVOKE)
                .setParameter("serial", entry.serial())
                .setParameter("at", now)
                .executeUpdate();
        entities.createNativeQuery(LISTS).setParameter("serial", entry.serial()).executeUpdate();
        entities.createQuery("update JournalEntry j set j.abandonedAt = :at where j.serial = :serial")
                .setParameter("at", now)
                .setParameter("serial", entry.serial())
                .executeUpdate();
        IssuingAuthority authority = Authorities.parse(entry.issuer());
        String issuer = Certificates.keyId(authorities.signer(authority).certificate());
        abandoned.fire(new CertificateAbandoned(issuer, CertificateSerial.parse(entry.serial()), now));
    }
}
