package org.konsil.server.certification.publication;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.CurrentCertificates;
import org.konsil.server.certification.DeviceCertificate;

/** The certificates that were issued, and whether they are still good. */
@Stateless
@LocalBean
@Local(CurrentCertificates.class)
public class CertificateInventory implements CurrentCertificates {

    private static final String OF_DEVICE = "select c.serial, c.userId, c.der, c.issuerDer, c.notBefore, c.notAfter"
            + " from StoredCertificate c where c.deviceId = :device and c.profile like 'staff-device/%'";
    private static final String NEWEST = OF_DEVICE + " order by c.issuedAt desc";
    private static final String EXACT = OF_DEVICE + " and c.der = :certificate";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    @Override
    public Optional<DeviceCertificate> findCurrent(UUID device) {
        return findFirstGood(device, entities.createQuery(NEWEST, Object[].class));
    }

    @Override
    public Optional<DeviceCertificate> findGood(UUID device, byte[] certificate) {
        return findFirstGood(
                device, entities.createQuery(EXACT, Object[].class).setParameter("certificate", certificate));
    }

    private Optional<DeviceCertificate> findFirstGood(UUID device, TypedQuery<Object[]> query) {
        Instant now = clock.instant();
        return query.setParameter("device", device)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .filter(row -> isValid((Instant) row[4], (Instant) row[5], now))
                .map(row -> toCertificate(device, row))
                .filter(certificate -> !isRevoked(certificate.serial()));
    }

    /** Whether the serial was revoked; nothing is said of whether it was ever issued. */
    public boolean isRevoked(CertificateSerial serial) {
        return entities.createQuery("select count(r) from StoredRevocation r where r.serial = :serial", Long.class)
                        .setParameter("serial", serial.toString())
                        .getSingleResult()
                > 0;
    }

    /** Both ends belong to the validity; the last second lasts a whole second (RFC 5280, section 4.1.2.5). */
    static boolean isValid(Instant notBefore, Instant notAfter, Instant now) {
        return !now.isBefore(notBefore) && now.isBefore(notAfter.plusSeconds(1));
    }

    private static DeviceCertificate toCertificate(UUID device, Object[] row) {
        return new DeviceCertificate(
                CertificateSerial.parse((String) row[0]),
                new CertificateSubject((UUID) row[1], device),
                List.of((byte[]) row[2], (byte[]) row[3]),
                (Instant) row[5]);
    }
}
