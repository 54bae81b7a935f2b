package org.konsil.server.certification.publication;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.authority.DeviceAuthority;

/** The revocation list that everybody may fetch. */
@Stateless
public class RevocationListPublisher {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    DeviceAuthority authority;

    @Inject
    Clock clock;

    /** The newest list; a new one is made if half of its time is over. */
    public PublishedList current() {
        Optional<PublishedList> newest = findNewest().filter(this::isInFirstHalf);
        if (newest.isPresent()) {
            return newest.get();
        }
        lock();
        // Somebody else may have made one while we waited.
        return findNewest().filter(this::isInFirstHalf).orElseGet(this::build);
    }

    /** Makes a new list with every revocation of this and all committed transactions. */
    public PublishedList rebuild() {
        lock();
        return build();
    }

    /** Lists are made one after another, else the later number could lack what the earlier one has. */
    private void lock() {
        entities.createNativeQuery("lock table revocation_list in share row exclusive mode")
                .executeUpdate();
    }

    private PublishedList build() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // What expired stays on one more list (RFC 5280, section 3.3).
        Instant since = findNewest().map(PublishedList::thisUpdate).orElse(Instant.EPOCH);
        long number = ((Number) entities.createNativeQuery("select nextval('revocation_list_number')", Long.class)
                        .getSingleResult())
                .longValue();
        byte[] der = authority.revocationLists().build(BigInteger.valueOf(number), now, revokedSince(since));
        PublishedList list = new PublishedList(der, number, now, now.plus(authority.revocationListLife()));
        entities.persist(new StoredRevocationList(list));
        entities.flush();
        return list;
    }

    private List<RevokedCertificate> revokedSince(Instant since) {
        return entities.createQuery(
                        "select r.serial, r.revokedAt, r.reason from StoredRevocation r"
                                + " where r.notAfter >= :since order by r.revokedAt, r.serial",
                        Object[].class)
                .setParameter("since", since)
                .getResultStream()
                .map(row -> new RevokedCertificate(
                        CertificateSerial.parse((String) row[0]).value(),
                        (Instant) row[1],
                        RevocationReason.find((String) row[2]).orElse(RevocationReason.UNSPECIFIED)))
                .toList();
    }

    private Optional<PublishedList> findNewest() {
        return entities.createQuery(
                        "select l from StoredRevocationList l order by l.number desc", StoredRevocationList.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(StoredRevocationList::toList);
    }

    private boolean isInFirstHalf(PublishedList list) {
        Instant now = clock.instant();
        Instant half = list.thisUpdate().plus(authority.revocationListLife().dividedBy(2));
        return !now.isBefore(list.thisUpdate()) && now.isBefore(half);
    }
}
