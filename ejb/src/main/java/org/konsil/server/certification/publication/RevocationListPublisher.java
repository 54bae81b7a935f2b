package org.konsil.server.certification.publication;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.signer.CaSigner;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.authority.Authorities;

/** The revocation lists that everybody may fetch. */
@Stateless
public class RevocationListPublisher {
    private static final String NEWEST = "select l from StoredRevocationList l where l.issuer = :issuer"
            + " and coalesce(l.shard, -1) = :shard order by l.number desc";
    private static final String REVOKED = "select r.serial, r.revokedAt, r.reason from StoredRevocation r"
            + " where r.issuer = :issuer and (:shard = -1 or r.shard = :shard) and r.notAfter >= :since"
            + " order by r.revokedAt, r.serial";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    PublicationSettings settings;

    @Inject
    ListChanges changes;

    @Inject
    Clock clock;

    /** The newest list; a new one is made if it lacks something, or half of its time is over. */
    public PublishedList current(ListName list) {
        Optional<PublishedList> newest = findFresh(list);
        if (newest.isPresent()) {
            return newest.get();
        }
        lock(list);
        // Somebody else may have made one while we waited.
        return findFresh(list).orElseGet(() -> build(list));
    }

    /** Whether the CA is here and the list one of its own: shards begin when the first certificate points to them. */
    public boolean exists(ListName list) {
        if (!authorities.present().contains(list.issuer())) {
            return false;
        }
        return list.shard().isEmpty()
                ? list.equals(ListName.ALL_DEVICES)
                : list.shard().get() > 0 && list.shard().get() <= newestShard(list.issuer());
    }

    /** All that must be looked after: what lacks something, and what any certificate that has not ended points to. */
    public Set<ListName> toRefresh() {
        Set<ListName> lists = new HashSet<>(changes.changed());
        lists.add(ListName.ALL_DEVICES);
        entities.createQuery(
                        "select distinct c.issuer, c.shard from StoredCertificate c"
                                + " where c.notAfter >= :now and c.shard is not null",
                        Object[].class)
                .setParameter("now", clock.instant())
                .getResultStream()
                .forEach(row -> lists.add(ListName.shard(Authorities.parse((String) row[0]), (Integer) row[1])));
        lists.removeIf(list -> !authorities.present().contains(list.issuer()));
        return lists;
    }

    private int newestShard(IssuingAuthority issuer) {
        return entities.createQuery(
                        "select coalesce(max(j.shard), 0) from JournalEntry j where j.issuer = :issuer", Integer.class)
                .setParameter("issuer", Authorities.text(issuer))
                .getSingleResult();
    }

    /** Lists of a name are made one after another, else the later number could lack what the earlier one has. */
    private void lock(ListName list) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:list, 3))", Integer.class)
                .setParameter("list", "revocation list " + list)
                .getSingleResult();
    }

    private PublishedList build(ListName list) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // What expired stays on one more list (RFC 5280, section 3.3).
        Instant since = findNewest(list).map(PublishedList::thisUpdate).orElse(Instant.EPOCH);
        changes.clear(list);
        List<RevokedCertificate> revoked = revokedSince(list, since);
        long number = ((Number) entities.createNativeQuery("select nextval('revocation_list_number')", Long.class)
                        .getSingleResult())
                .longValue();
        byte[] der = builder(list).build(BigInteger.valueOf(number), now, revoked);
        PublishedList made = new PublishedList(der, number, now, now.plus(settings.revocationListLife()));
        entities.persist(new StoredRevocationList(list, made));
        entities.flush();
        return made;
    }

    private RevocationListBuilder builder(ListName list) {
        CaSigner ca = authorities.signer(list.issuer());
        return list.shard()
                .map(shard -> RevocationListBuilder.ofShard(
                        ca,
                        settings.revocationListLife(),
                        authorities.addresses().revocationList(list.issuer(), shard)))
                .orElseGet(() -> new RevocationListBuilder(ca, settings.revocationListLife()));
    }

    private List<RevokedCertificate> revokedSince(ListName list, Instant since) {
        return entities.createQuery(REVOKED, Object[].class)
                .setParameter("issuer", list.issuerText())
                .setParameter("shard", list.shard().orElse(-1))
                .setParameter("since", since)
                .getResultStream()
                .map(row -> new RevokedCertificate(
                        CertificateSerial.parse((String) row[0]).value(),
                        (Instant) row[1],
                        RevocationReason.find((String) row[2]).orElse(RevocationReason.UNSPECIFIED)))
                .toList();
    }

    private Optional<PublishedList> findFresh(ListName list) {
        // First what is missing, then the list: the other way round a node that publishes in between
        // clears the note of a revocation that the list read before it does not have.
        return changes.has(list) ? Optional.empty() : findNewest(list).filter(this::isInFirstHalf);
    }

    private Optional<PublishedList> findNewest(ListName list) {
        return entities.createQuery(NEWEST, StoredRevocationList.class)
                .setParameter("issuer", list.issuerText())
                .setParameter("shard", list.shard().orElse(-1))
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(StoredRevocationList::toList);
    }

    private boolean isInFirstHalf(PublishedList list) {
        Instant now = clock.instant();
        Instant half = list.thisUpdate().plus(settings.revocationListLife().dividedBy(2));
        return !now.isBefore(list.thisUpdate()) && now.isBefore(half);
    }
}
