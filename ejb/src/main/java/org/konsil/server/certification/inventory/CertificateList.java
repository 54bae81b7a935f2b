package org.konsil.server.certification.inventory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.UnknownCertificateException;

/** Lists certificates, and tells people which of theirs end soon. */
@Stateless
public class CertificateList {
    private static final String COLUMNS = "select c.serial, c.profile, c.holder, c.not_before, c.not_after, r.reason"
            + " from certificate c left join certificate_revocation r on r.serial = c.serial";
    private static final String FILTER = COLUMNS
            + " where (:profile = '' or c.profile like :profile || '/%') and (:holder = '' or c.holder = :holder)"
            + " and (:state = '' or :state = case when r.serial is not null then 'REVOKED'"
            + " when c.not_after < :now then 'EXPIRED' else 'VALID' end)"
            + " and c.not_after < :before and (c.not_after, c.serial) > (:fromEnd, :fromSerial)"
            + " order by c.not_after, c.serial limit :most";
    /** Noticed, and neither revoked nor renewed since. */
    private static final String NOTICED = COLUMNS
            + " where exists (select 1 from certificate_notice n where n.serial = c.serial) and r.serial is null"
            + " and c.not_after >= :now and not exists (select 1 from certificate s where s.holder = c.holder"
            + " and split_part(s.profile, '/', 1) = split_part(c.profile, '/', 1) and s.issued_at > c.issued_at)";

    private static final String NEWEST = "select n.serial, n.profile, n.holder, n.user_id, n.device_id, n.der,"
            + " n.issuer_der, n.not_after from certificate c join certificate n on n.key_sha256 = c.key_sha256"
            + " and n.holder = c.holder and split_part(n.profile, '/', 1) = split_part(c.profile, '/', 1)"
            + " where c.serial = :serial and (:all or c.user_id = :user) and n.not_after >= :now"
            + " and not exists (select 1 from certificate_revocation r where r.serial = n.serial)"
            + " order by n.issued_at desc limit 1";
    private static final Set<Role> OFFICERS = EnumSet.of(Role.REGISTRATION_OFFICER, Role.IT_OPERATOR);
    private static final UUID NOBODY = new UUID(0, 0);

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    SubjectDirectory subjects;

    @Inject
    Clock clock;

    /**
     * The certificates of this filter, those that end first first.
     *
     * @param after the last one of the page before, or nothing
     * @param most the length of a page
     */
    public List<ListedCertificate> find(InventoryFilter filter, Optional<CertificateSerial> after, int most) {
        Query query = entities.createNativeQuery(FILTER, Object[].class)
                .setParameter("profile", filter.profile().orElse(""))
                .setParameter("holder", filter.holder().orElse(""))
                .setParameter("state", filter.state().map(Enum::name).orElse(""))
                .setParameter("now", clock.instant())
                .setParameter("before", filter.endsBefore().orElse(Instant.parse("9999-01-01T00:00:00Z")))
                .setParameter("fromEnd", after.map(this::endOf).orElse(Instant.EPOCH))
                .setParameter(
                        "fromSerial", after.map(CertificateSerial::toString).orElse(""))
                .setParameter("most", most);
        return read(query);
    }

    /** Those of this person and their devices that end soon and were not renewed. */
    public List<ListedCertificate> endingSoonOf(UUID user) {
        return read(entities.createNativeQuery(NOTICED + " and c.user_id = :user order by c.not_after", Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("user", user));
    }

    /** All that end soon and were not renewed. */
    public List<ListedCertificate> endingSoon(int most) {
        return read(entities.createNativeQuery(NOTICED + " order by c.not_after limit :most", Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("most", most));
    }

    /**
     * The newest certificate of the same key and kind that is good now; the same one, if there is no newer. Whoever had it made may
     * not have asked for it: this is how a holder comes to it.
     *
     * @param caller sees their own and their devices'; officers see all
     * @throws UnknownCertificateException if there is none, or it is somebody else's
     */
    public IssuedCertificate requireNewest(Caller caller, CertificateSerial serial) {
        boolean officer = caller.roles().stream().anyMatch(OFFICERS::contains);
        UUID own = officer ? NOBODY : subjects.requirePerson(caller).user();
        List<?> rows = entities.createNativeQuery(NEWEST, Object[].class)
                .setParameter("serial", serial.toString())
                .setParameter("all", officer)
                .setParameter("user", own)
                .setParameter("now", clock.instant())
                .getResultList();
        if (rows.isEmpty()) {
            throw new UnknownCertificateException(serial);
        }
        Object[] columns = (Object[]) rows.get(0);
        return new IssuedCertificate(
                CertificateSerial.parse((String) columns[0]),
                (String) columns[1],
                new Holder((String) columns[2], Optional.ofNullable((UUID) columns[3]), Optional.ofNullable((UUID)
                        columns[4])),
                List.of((byte[]) columns[5], (byte[]) columns[6]),
                (Instant) columns[7]);
    }

    private Instant endOf(CertificateSerial serial) {
        List<?> ends = entities.createNativeQuery(
                        "select not_after from certificate where serial = :serial", Instant.class)
                .setParameter("serial", serial.toString())
                .getResultList();
        return ends.isEmpty() ? Instant.EPOCH : (Instant) ends.get(0);
    }

    private static List<ListedCertificate> read(Query query) {
        List<ListedCertificate> certificates = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            certificates.add(new ListedCertificate(
                    CertificateSerial.parse((String) columns[0]),
                    (String) columns[1],
                    (String) columns[2],
                    (Instant) columns[3],
                    (Instant) columns[4],
                    Optional.ofNullable((String) columns[5])));
        }
        return certificates;
    }
}
