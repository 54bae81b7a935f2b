package org.konsil.server.certification.publication;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
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

    private static final String NEWEST = "select c.serial, c.userId, c.der, c.issuerDer, c.notBefore, c.notAfter"
            + " from StoredCertificate c where c.deviceId = :device and c.profile like 'staff-device/%' order by c.issuedAt desc";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    @Override
    public Optional<DeviceCertificate> findCurrent(UUID device) {
        Instant now = clock.instant();
        return entities.createQuery(NEWEST, Object[].class)
                .setParameter("device", device)
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
