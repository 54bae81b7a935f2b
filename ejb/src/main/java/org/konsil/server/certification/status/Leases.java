package org.konsil.server.certification.status;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.responder.StatusAnswer;
import org.konsil.pki.responder.StatusResponder;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.authority.Authorities;

/**
 * The posture leases (N7): a device's certificate lives for months, but counts only with a lease, which is short and renewed
 * only while the device is in good standing.
 */
@Stateless
public class Leases {
    private static final String UPSERT =
            "insert into posture_lease (serial, device_id, response, this_update, next_update)"
                    + " values (:serial, :device, :response, :from, :until) on conflict (serial) do update set"
                    + " response = excluded.response, this_update = excluded.this_update, next_update = excluded.next_update"
                    + " where posture_lease.next_update < excluded.next_update";
    /** The newest certificate of each device that is in time and not revoked, and whose lease is half over. */
    private static final String DUE = "select c.serial, c.device_id, c.not_after from certificate c"
            + " left join posture_lease l on l.serial = c.serial"
            + " where c.profile like 'staff-device/%' and c.not_after > :now and c.not_before <= :now"
            + " and (l.serial is null or l.this_update + (l.next_update - l.this_update) / 2 <= :now)"
            + " and not exists (select 1 from certificate_revocation r where r.serial = c.serial)"
            + " and not exists (select 1 from certificate n where n.device_id = c.device_id"
            + " and n.profile like 'staff-device/%' and n.issued_at > c.issued_at)"
            + " order by l.next_update nulls first limit :most";

    private static final String CURRENT = "select l from StoredLease l where l.deviceId = :device"
            + " and l.thisUpdate <= :now and l.nextUpdate > :now order by l.nextUpdate desc";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Authorities authorities;

    @Inject
    StatusSigners signers;

    @Inject
    StatusSettings settings;

    @Inject
    SubjectDirectory devices;

    @Inject
    Clock clock;

    /** The device's lease, if it has one that is not over. */
    public Optional<Lease> findOfDevice(UUID device) {
        return entities.createQuery(CURRENT, StoredLease.class)
                .setParameter("device", device)
                .setParameter("now", clock.instant())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(StoredLease::toLease);
    }

    /** Whether peers are to demand that a certificate is proven to be in the proof log (N12). */
    public boolean requireInclusionProof() {
        return settings.requireInclusionProof();
    }

    /**
     * Renews leases that are half over, of devices in good standing; the others lapse.
     *
     * @param most how many at once
     * @return how many were looked at
     */
    public int renewDue(int most) {
        List<?> rows = entities.createNativeQuery(DUE, Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("most", most)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            UUID device = (UUID) columns[1];
            if (devices.isInGoodStanding(device)) {
                sign(CertificateSerial.parse((String) columns[0]), device, (Instant) columns[2]);
            }
        }
        return rows.size();
    }

    /** A first lease for a certificate that was just made, after the device's standing was looked at. */
    public void begin(CertificateSerial serial, UUID device, Instant notAfter) {
        sign(serial, device, notAfter);
    }

    /** The certificate was revoked or is held: nothing good may be said of it. */
    public void end(CertificateSerial serial) {
        entities.createQuery("delete from StoredLease l where l.serial = :serial")
                .setParameter("serial", serial.toString())
                .executeUpdate();
    }

    private void sign(CertificateSerial serial, UUID device, Instant notAfter) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        StatusResponder signer = signers.of(IssuingAuthority.DEVICE);
        Instant until = earliest(now.plus(settings.lease()), notAfter, signer.usableUntil());
        CertificateName name =
                CertificateName.of(authorities.signer(IssuingAuthority.DEVICE).certificate(), serial.value());
        byte[] response = signer.sign(List.of(new StatusAnswer(name, new StatusAnswer.Good(), now, until)), null, now);
        entities.createNativeQuery(UPSERT)
                .setParameter("serial", serial.toString())
                .setParameter("device", device)
                .setParameter("response", response)
                .setParameter("from", now)
                .setParameter("until", until)
                .executeUpdate();
    }

    private static Instant earliest(Instant first, Instant second, Instant third) {
        Instant two = first.isBefore(second) ? first : second;
        return two.isBefore(third) ? two : third;
    }
}
