package org.konsil.server.certification.revocation;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.UnknownCertificateException;

/** Ends certificates before their time, or holds them for a while. */
@Stateless
public class CertificateRevoker {
    // The journal knows every serial, also those whose certificate got lost in a crash.
    private static final String INSERT =
            "insert into certificate_revocation (serial, device_id, issuer, holder, shard, not_after, reason, revoked_at,"
                    + " revoked_by) select j.serial, j.device_id, j.issuer, j.holder, j.shard, j.not_after, :reason,"
                    + " :at, :by from certificate_journal j where j.serial = :serial on conflict (serial) do nothing";
    // Section 5.3.1 of RFC 5280: a hold may become any other reason; and a compromised key must be known as such.
    private static final String WORSEN = "update StoredRevocation r set r.reason = :reason where r.serial = :serial"
            + " and r.reason <> :reason and (r.reason = 'certificateHold' or :reason = 'keyCompromise')";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Event<CertificateRevoked> revoked;

    @Inject
    Event<CertificateHeld> held;

    @Inject
    Clock clock;

    /**
     * Revokes the certificate; durable and told to the other features when it returns, on the next list. May be repeated: the
     * first reason stays, but {@code keyCompromise} takes the place of any, and any takes the place of a hold.
     *
     * @throws UnknownCertificateException if there never was one of that serial
     */
    public void revoke(Caller caller, CertificateSerial serial, RevocationReason reason) {
        revoke(caller.subject(), serial, reason);
    }

    /** The same for one who is no person: {@code by} is an id of theirs. */
    public void revoke(String by, CertificateSerial serial, RevocationReason reason) {
        Optional<UUID> device = requireKnown(serial);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean changed = insert(by, serial, reason, now) || worsen(serial, reason);
        if (changed && reason == RevocationReason.CERTIFICATE_HOLD) {
            held.fire(new CertificateHeld(serial, device, now));
        } else if (changed) {
            revoked.fire(new CertificateRevoked(serial, device, reason.text(), now));
        }
    }

    /** Revokes every certificate of the device that is not revoked yet. May be repeated. */
    public void revokeAll(Caller caller, UUID device, RevocationReason reason) {
        entities.createQuery(
                        "select j.serial from JournalEntry j where j.deviceId = :device"
                                + " and j.serial not in (select r.serial from StoredRevocation r) order by j.serial",
                        String.class)
                .setParameter("device", device)
                .getResultList()
                .forEach(serial -> revoke(caller, CertificateSerial.parse(serial), reason));
    }

    /** The device whose certificate it is, if it is a device's. */
    private Optional<UUID> requireKnown(CertificateSerial serial) {
        return entities.createQuery("select j from JournalEntry j where j.serial = :serial", Object.class)
                .setParameter("serial", serial.toString())
                .getResultStream()
                .findFirst()
                .map(known -> findDevice(serial))
                .orElseThrow(() -> new UnknownCertificateException(serial));
    }

    private Optional<UUID> findDevice(CertificateSerial serial) {
        return entities.createQuery(
                        "select j.deviceId from JournalEntry j where j.serial = :serial and j.deviceId is not null",
                        UUID.class)
                .setParameter("serial", serial.toString())
                .getResultStream()
                .findFirst();
    }

    private boolean insert(String by, CertificateSerial serial, RevocationReason reason, Instant now) {
        return entities.createNativeQuery(INSERT)
                        .setParameter("reason", reason.text())
                        .setParameter("at", now)
                        .setParameter("by", by)
                        .setParameter("serial", serial.toString())
                        .executeUpdate()
                == 1;
    }

    private boolean worsen(CertificateSerial serial, RevocationReason reason) {
        return reason != RevocationReason.CERTIFICATE_HOLD
                && entities.createQuery(WORSEN)
                                .setParameter("reason", reason.text())
                                .setParameter("serial", serial.toString())
                                .executeUpdate()
                        == 1;
    }
}
