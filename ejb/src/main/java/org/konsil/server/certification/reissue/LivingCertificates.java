package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.Certificates;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.request.HolderNames;

/** Certificates that count now: the newest of their key, neither ended, revoked nor on hold. */
@ApplicationScoped
class LivingCertificates {
    private static final String LIVING = " from certificate c where c.profile like :profile and c.not_after >= :now"
            + " and c.issued_at < :before"
            + " and not exists (select 1 from certificate_revocation r where r.serial = c.serial)"
            + " and not exists (select 1 from certificate n where n.key_sha256 = c.key_sha256"
            + " and n.profile like :profile and n.issued_at > c.issued_at)";
    private static final String NEXT = "select c.serial, c.holder, c.user_id, c.device_id, c.der" + LIVING
            + " and c.serial > :reached and c.serial <= :upto order by c.serial limit :most";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    long count(String profile, Instant before) {
        return ((Number) living("select count(*)" + LIVING, profile, before).getSingleResult()).longValue();
    }

    /** The next of this part, in the order of their serials. */
    List<HolderNames.Present> next(String profile, Instant before, ReissueParts.Part part, int most) {
        List<?> rows = living(NEXT, profile, before)
                .setParameter("reached", part.reached())
                .setParameter("upto", part.upto())
                .setParameter("most", most)
                .getResultList();
        List<HolderNames.Present> living = new ArrayList<>();
        for (Object row : rows) {
            living.add(read((Object[]) row));
        }
        return living;
    }

    private Query living(String query, String profile, Instant before) {
        return entities.createNativeQuery(query, query.startsWith("select count") ? Long.class : Object[].class)
                .setParameter("profile", profile + "/%")
                .setParameter("now", clock.instant())
                .setParameter("before", before);
    }

    private static HolderNames.Present read(Object[] columns) {
        CertificateSerial serial = CertificateSerial.parse((String) columns[0]);
        Holder holder = new Holder(
                (String) columns[1], Optional.ofNullable((UUID) columns[2]), Optional.ofNullable((UUID) columns[3]));
        try {
            return new HolderNames.Present(serial, holder, Certificates.parse((byte[]) columns[4]));
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("a stored certificate cannot be read: " + serial, unreadable);
        }
    }
}
