package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceFailedException;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.issuance.LintFailedException;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateStored;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.authority.Authorities;

/**
 * From checked wishes to stored certificates, in one order for one and for many: all are linted, all are in the journal and
 * that is committed, only then is the first one signed; all are stored together.
 */
@ApplicationScoped
class CertificateSigning {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    ListShards shards;

    @Inject
    IssuanceJournal journal;

    @Inject
    IssuanceCounts counts;

    @Inject
    Event<CertificateIssued> issued;

    @Inject
    Event<CertificateStored> stored;

    @Inject
    Clock clock;

    /** What becomes of those that get no certificate. */
    interface Objections {

        /** A lint objected, or the certificate could not be built. Returns if the others are to go on. */
        void prepared(BoundWish wish, RuntimeException objection);

        /**
         * Those that lost their right while the CA signed. Their signatures are given to nobody, and their entries of the journal
         * stay open, so that the sweeper revokes their serials.
         */
        List<BoundWish> late(List<BoundWish> wishes);
    }

    private record Prepared(BoundWish wish, IssuanceTicket ticket, JournalEntry entry) {}

    private record Signed(Prepared prepared, X509Certificate certificate) {}

    /** @throws UnknownProfileException if the profile's CA is not here */
    List<StoredCertificate> sign(CertificateProfile profile, List<BoundWish> wishes, Objections objections) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CertificateIssuer issuer =
                authorities.findIssuer(profile.issuer()).orElseThrow(() -> new UnknownProfileException(profile.name()));
        List<Prepared> prepared = prepare(profile, issuer, wishes, objections, now);
        if (prepared.isEmpty()) {
            return List.of();
        }
        journal.begin(prepared.stream().map(Prepared::entry).toList());
        List<Signed> signed = prepared.stream()
                .map(each -> new Signed(each, issuer.issue(each.ticket())))
                .toList();
        List<BoundWish> late =
                objections.late(prepared.stream().map(Prepared::wish).toList());
        return store(
                profile,
                signed.stream()
                        .filter(each -> !late.contains(each.prepared().wish()))
                        .toList(),
                now);
    }

    private List<Prepared> prepare(
            CertificateProfile profile,
            CertificateIssuer issuer,
            List<BoundWish> wishes,
            Objections objections,
            Instant now) {
        List<Integer> lists = shards.next(profile.issuer(), wishes.size());
        List<Prepared> prepared = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            BoundWish wish = wishes.get(i);
            int shard = lists.get(i);
            try {
                IssuanceTicket ticket = issuer.prepare(new IssuanceOrder(
                        profile,
                        wish.publicKey(),
                        wish.names(),
                        authorities.addresses().of(profile.issuer(), shard)));
                prepared.add(new Prepared(wish, ticket, new JournalEntry(ticket, wish.holder(), shard, now)));
            } catch (LintFailedException objection) {
                counts.lintFailed();
                objections.prepared(wish, objection);
            } catch (IssuanceFailedException objection) {
                objections.prepared(wish, objection);
            }
        }
        return prepared;
    }

    private List<StoredCertificate> store(CertificateProfile profile, List<Signed> signed, Instant now) {
        byte[] authority = authorities.certificate(profile.issuer());
        List<StoredCertificate> rows = new ArrayList<>();
        for (Signed each : signed) {
            Prepared prepared = each.prepared();
            StoredCertificate row = new StoredCertificate(
                    prepared.entry(),
                    prepared.wish().holder(),
                    each.certificate(),
                    authority,
                    prepared.wish().keySha256());
            entities.persist(row);
            rows.add(row);
        }
        journal.finish(rows.stream().map(StoredCertificate::serial).toList(), now);
        // Each event below asks the database; what is stored already need not be compared each time.
        entities.flush();
        rows.forEach(entities::detach);
        for (int i = 0; i < rows.size(); i++) {
            tell(signed.get(i), rows.get(i), now);
        }
        return rows;
    }

    private void tell(Signed signed, StoredCertificate row, Instant now) {
        X509Certificate certificate = signed.certificate();
        CertificateWish wish = signed.prepared().wish().wish();
        issued.fire(new CertificateIssued(
                Certificates.issuerKeyId(certificate),
                new CertificateSerial(certificate.getSerialNumber()),
                Certificates.sha256(certificate),
                wish.holder().user().map(user -> Certificates.sha256(firstName(wish))),
                now));
        stored.fire(new CertificateStored(row.toIssued(), now));
    }

    /** The person's URI: both forms of names that belong to a person begin with it. */
    private static String firstName(CertificateWish wish) {
        return wish.names().alternativeNames().stream()
                .map(AlternativeName::text)
                .findFirst()
                .orElseThrow();
    }
}
