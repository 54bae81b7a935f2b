package org.konsil.server.certification.issuance;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.issuance.LintFailedException;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateStored;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.KeyHeldException;
import org.konsil.server.certification.NothingToRenewException;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.profile.ProfileBook;

/** Issues every certificate of the hospital, each with a journal entry that was committed before the CA signed. */
@Stateless
public class CertificateIssuance {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    ProfileBook profiles;

    @Inject
    CertifiedKeys keys;

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

    /**
     * Issues a certificate, or gives back the one that this key has, if it need not be renewed yet.
     *
     * @throws KeyHeldException if the key is somebody else's, or its certificate was revoked
     * @throws org.konsil.server.certification.DeviceKeyException if the device has another key, or a revoked certificate
     * @throws UnknownProfileException if there is no such profile, or its CA is not here
     * @throws UnusableRequestException if the profile does not certify keys of this kind
     */
    public IssuedCertificate issue(CertificateWish wish) {
        return issue(profiles.require(wish.profile()), wish);
    }

    /** The same, by the profile as it was read for this request already. */
    public IssuedCertificate issue(CertificateProfile profile, CertificateWish wish) {
        byte[] key = requireBound(profile, wish);
        return findNewest(profile, wish)
                .filter(present -> !isDue(profile, present))
                .orElseGet(() -> sign(profile, wish, key));
    }

    /**
     * The next certificate of a key that has one which is good now, or that one as long as it need not be renewed.
     *
     * @throws NothingToRenewException if it has none
     * @throws RuntimeException as {@link #issue} does
     */
    public IssuedCertificate renew(CertificateProfile profile, CertificateWish wish) {
        byte[] key = requireBound(profile, wish);
        IssuedCertificate present = findNewest(profile, wish)
                .filter(certificate ->
                        clock.instant().isBefore(certificate.notAfter().plusSeconds(1)))
                .orElseThrow(() -> new NothingToRenewException(profile.name()));
        return isDue(profile, present) ? sign(profile, wish, key) : present;
    }

    private byte[] requireBound(CertificateProfile profile, CertificateWish wish) {
        if (KeyAlgorithm.find(wish.publicKey())
                .filter(profile.keys().permitted()::contains)
                .isEmpty()) {
            throw new UnusableRequestException("WRONG_KEY_TYPE");
        }
        return keys.requireBound(profile, wish);
    }

    private boolean isDue(CertificateProfile profile, IssuedCertificate present) {
        return profile.lifetime().isRenewalDue(present.notAfter(), clock.instant());
    }

    /** The key's newest certificate of the profile, if it need not be renewed yet; refuses as {@link #issue} does. */
    public Optional<IssuedCertificate> findPresent(CertificateWish wish) {
        CertificateProfile profile = profiles.require(wish.profile());
        return findNewest(profile, wish).filter(present -> !isDue(profile, present));
    }

    private Optional<IssuedCertificate> findNewest(CertificateProfile profile, CertificateWish wish) {
        return keys.findNewest(profile, wish, keys.sha256(wish.publicKey())).map(StoredCertificate::toIssued);
    }

    private IssuedCertificate sign(CertificateProfile profile, CertificateWish wish, byte[] key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CertificateIssuer issuer =
                authorities.findIssuer(profile.issuer()).orElseThrow(() -> new UnknownProfileException(profile.name()));
        int shard = shards.next(profile.issuer());
        IssuanceTicket ticket = prepare(
                issuer,
                new IssuanceOrder(
                        profile,
                        wish.publicKey(),
                        wish.names(),
                        authorities.addresses().of(profile.issuer(), shard)));
        JournalEntry entry = new JournalEntry(ticket, wish.holder(), shard, now);
        journal.begin(entry);
        X509Certificate certificate = issuer.issue(ticket);
        StoredCertificate row = new StoredCertificate(
                entry, wish.holder(), certificate, authorities.certificate(profile.issuer()), key);
        entities.persist(row);
        journal.finish(ticket, now);
        issued.fire(new CertificateIssued(
                Certificates.issuerKeyId(certificate),
                new CertificateSerial(certificate.getSerialNumber()),
                Certificates.sha256(certificate),
                wish.holder().user().map(user -> Certificates.sha256(firstName(wish))),
                now));
        stored.fire(new CertificateStored(row.toIssued(), now));
        return row.toIssued();
    }

    private IssuanceTicket prepare(CertificateIssuer issuer, IssuanceOrder order) {
        try {
            return issuer.prepare(order);
        } catch (LintFailedException objection) {
            counts.lintFailed();
            throw objection;
        }
    }

    /** The person's URI: both forms of names that belong to a person begin with it. */
    private static String firstName(CertificateWish wish) {
        return wish.names().alternativeNames().stream()
                .map(AlternativeName::text)
                .findFirst()
                .orElseThrow();
    }
}
