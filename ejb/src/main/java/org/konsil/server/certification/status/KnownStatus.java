package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.certification.CertificateSerial;

/** What the database knows of a serial, all committed transactions included. */
@ApplicationScoped
class KnownStatus {
    /**
     * Only what was finished is a certificate; an open entry of the journal may never become one. With the lease in the same
     * question, since that is what devices are asked about all day.
     */
    private static final String QUERY = "select j.profile, r.reason, r.revoked_at, l.response, l.this_update,"
            + " l.next_update from certificate_journal j left join certificate_revocation r on r.serial = j.serial"
            + " left join posture_lease l on l.serial = j.serial"
            + " where j.serial = :serial and j.issuer = :issuer and (j.finished_at is not null or r.serial is not null)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * A certificate.
     *
     * @param revocation why and since when, if it is revoked or on hold
     * @param lease the last that was signed for it, be it over or not
     */
    record Known(String profile, Optional<Revocation> revocation, Optional<Lease> lease) {}

    /** Why, and since when. */
    record Revocation(RevocationReason reason, Instant at) {}

    Optional<Known> find(String issuer, CertificateSerial serial) {
        List<?> rows = entities.createNativeQuery(QUERY, Object[].class)
                .setParameter("serial", serial.toString())
                .setParameter("issuer", issuer)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.get(0);
        Optional<Revocation> revocation = row[1] == null
                ? Optional.empty()
                : Optional.of(new Revocation(
                        RevocationReason.find((String) row[1]).orElse(RevocationReason.UNSPECIFIED), (Instant) row[2]));
        Optional<Lease> lease = row[3] == null
                ? Optional.empty()
                : Optional.of(new Lease((byte[]) row[3], (Instant) row[4], (Instant) row[5]));
        return Optional.of(new Known((String) row[0], revocation, lease));
    }
}
