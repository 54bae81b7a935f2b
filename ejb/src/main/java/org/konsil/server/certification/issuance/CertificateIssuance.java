package org.konsil.server.certification.issuance;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.certification.DeviceKeyException;
import org.konsil.server.certification.authority.DeviceAuthority;

/** Issues device certificates, each with a journal entry that was committed before the CA signed. */
@Stateless
public class CertificateIssuance {

    /** From then on the same key gets a new certificate. */
    static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    DeviceAuthority authority;

    @Inject
    CertifiedKeys keys;

    @Inject
    IssuanceJournal journal;

    @Inject
    Event<CertificateIssued> issued;

    @Inject
    Clock clock;

    /**
     * Issues a certificate, or gives back the device's own if it has one that is good for another 30 days.
     *
     * @param publicKey SubjectPublicKeyInfo, checked
     * @param names from the directory
     * @throws DeviceKeyException if the device has another key, or the key another device or a revoked certificate
     */
    public DeviceCertificate issue(byte[] publicKey, DeviceNames names) {
        keys.requireBound(names.device(), publicKey);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<DeviceCertificate> present = findFresh(names, now);
        return present.isPresent() ? present.get() : sign(publicKey, names, now);
    }

    private Optional<DeviceCertificate> findFresh(DeviceNames names, Instant now) {
        Optional<StoredCertificate> newest = entities.createQuery(
                        "select c from StoredCertificate c where c.deviceId = :device order by c.issuedAt desc",
                        StoredCertificate.class)
                .setParameter("device", names.device())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        if (newest.isPresent() && (!newest.get().belongsTo(names.user()) || isRevoked(newest.get()))) {
            throw new DeviceKeyException(names.device());
        }
        return newest.map(StoredCertificate::toCertificate)
                .filter(certificate -> now.plus(RENEW_BEFORE_END).isBefore(certificate.notAfter()));
    }

    private boolean isRevoked(StoredCertificate certificate) {
        return entities.createQuery("select count(r) from StoredRevocation r where r.serial = :serial", Long.class)
                        .setParameter(
                                "serial", certificate.toCertificate().serial().toString())
                        .getSingleResult()
                > 0;
    }

    private DeviceCertificate sign(byte[] publicKey, DeviceNames names, Instant now) {
        IssuanceTicket ticket = authority.issuer().prepare(publicKey, names);
        journal.begin(ticket, names.device(), now);
        X509Certificate certificate = authority.issuer().issue(ticket);
        StoredCertificate stored = new StoredCertificate(names, certificate, authority.certificate(), now);
        entities.persist(stored);
        journal.finish(ticket, now);
        issued.fire(new CertificateIssued(
                Certificates.issuerKeyId(certificate),
                new CertificateSerial(certificate.getSerialNumber()),
                Certificates.sha256(certificate),
                Optional.of(Certificates.sha256(names.uris().get(0))),
                now));
        return stored.toCertificate();
    }
}
