package org.konsil.server.certification.inventory;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.konsil.server.certification.authority.Authorities;

/** Lists certificates, and tells people which of theirs end soon. */
@Stateless
public class CertificateList {
    private static final String SELECT =
            "select c.serial, c.profile, c.holder, c.not_before, c.not_after, r.reason, c.user_id";
    private static final String COLUMNS =
            SELECT + " from certificate c left join certificate_revocation r on r.serial = c.serial";
    private static final String ENTRY = SELECT + ", c.issued_at, c.der, c.issuer_der, r.revoked_at, r.revoked_by"
            + " from certificate c left join certificate_revocation r on r.serial = c.serial where c.serial = :serial";
    /** In use: neither revoked nor renewed since. Responders renew themselves within days. */
    private static final String DUE = COLUMNS
            + " where r.serial is null and c.not_after >= :now and c.not_after < :before"
            + " and c.profile not like '%-ocsp/%' and not exists (select 1 from certificate s where s.holder = c.holder"
            + " and split_part(s.profile, '/', 1) = split_part(c.profile, '/', 1) and s.issued_at > c.issued_at)"
            + " order by c.not_after limit :most";
    /** Noticed, and neither revoked nor renewed since. */
    private static final String NOTICED = COLUMNS
            + " where exists (select 1 from certificate_notice n where n.serial = c.serial) and r.serial is null"
            + " and c.not_after >= :now and not exists (select 1 from certificate s where s.holder = c.holder"
            + " and split_part(s.profile, '/', 1) = split_part(c.profile, '/', 1) and s.issued_at > c.issued_at)";

    private static final String WEEKS = "select cast(floor(extract(epoch from (c.not_after - :now)) / 604800) as int),"
            + " count(*) from certificate c left join certificate_revocation r on r.serial = c.serial"
            + " where r.serial is null and c.not_after >= :now and c.not_after < :until group by 1 order by 1";
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
    Authorities authorities;

    @Inject
    Clock clock;

    /**
     * The certificates of this filter, those that end first first.
     *
     * @param after the last one of the page before, or nothing
     * @param most the length of a page
     */
    public List<ListedCertificate> find(InventoryFilter filter, Optional<CertificateSerial> after, int most) {
        InventoryQuery query = new InventoryQuery(filter, clock.instant());
        return read(
                query.page(entities, SELECT, after.map(this::placeOf).orElse(InventoryQuery.Place.BEGINNING), most));
    }

    /**
     * How many certificates the filter finds.
     *
     * @param bound nobody counts further than that
     */
    public long count(InventoryFilter filter, int bound) {
        return new InventoryQuery(filter, clock.instant()).count(entities, bound);
    }

    /** Those in use that end before then, the first first: neither revoked nor renewed, and nothing that renews itself within days. */
    public List<ListedCertificate> dueBefore(Instant before, int most) {
        return read(entities.createNativeQuery(DUE, Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("before", before)
                .setParameter("most", most));
    }

    /**
     * How many valid certificates end in each of the coming weeks, in order; a week in which none ends is left out.
     *
     * @param weeks of seven days from now
     */
    public List<WeekOfEnds> endsByWeek(int weeks) {
        Instant now = clock.instant();
        Query query = entities.createNativeQuery(WEEKS, Object[].class)
                .setParameter("now", now)
                .setParameter("until", now.plus(Duration.ofDays(7L * weeks)));
        List<WeekOfEnds> ends = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            ends.add(new WeekOfEnds(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue()));
        }
        return ends;
    }

    /** @throws UnknownCertificateException if none of that serial is in the inventory */
    public InventoryEntry require(CertificateSerial serial) {
        List<?> rows = entities.createNativeQuery(ENTRY, Object[].class)
                .setParameter("serial", serial.toString())
                .getResultList();
        if (rows.isEmpty()) {
            throw new UnknownCertificateException(serial);
        }
        Object[] columns = (Object[]) rows.get(0);
        Optional<InventoryEntry.EntryRevocation> revocation = Optional.ofNullable((String) columns[5])
                .map(reason -> new InventoryEntry.EntryRevocation(reason, (Instant) columns[10], (String) columns[11]));
        List<byte[]> chain = chain((byte[]) columns[8], (byte[]) columns[9]);
        return new InventoryEntry(line(columns), (Instant) columns[7], chain, revocation);
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

    /** A CA's own certificate has the root right above it. */
    private List<byte[]> chain(byte[] certificate, byte[] issuer) {
        byte[] root = authorities.rootCertificate();
        return Arrays.equals(issuer, root) ? List.of(certificate, root) : List.of(certificate, issuer, root);
    }

    /** What is not there any more is taken for the beginning. */
    private InventoryQuery.Place placeOf(CertificateSerial serial) {
        List<?> ends = entities.createNativeQuery(
                        "select not_after from certificate where serial = :serial", Instant.class)
                .setParameter("serial", serial.toString())
                .getResultList();
        return ends.isEmpty()
                ? InventoryQuery.Place.BEGINNING
                : new InventoryQuery.Place((Instant) ends.get(0), serial.toString());
    }

    private static List<ListedCertificate> read(Query query) {
        List<ListedCertificate> certificates = new ArrayList<>();
        for (Object row : query.getResultList()) {
            certificates.add(line((Object[]) row));
        }
        return certificates;
    }

    private static ListedCertificate line(Object[] columns) {
        return new ListedCertificate(
                CertificateSerial.parse((String) columns[0]),
                (String) columns[1],
                (String) columns[2],
                (Instant) columns[3],
                (Instant) columns[4],
                Optional.ofNullable((String) columns[5]),
                Optional.ofNullable((UUID) columns[6]));
    }
}
