package org.konsil.server.device.keypackages;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;

/** The tables {@code key_package} and {@code init_key_seen}. */
@Dependent
class KeyPackageStore {

    private static final String SEE =
            "insert into init_key_seen (digest, forget_at) values (:digest, :forgetAt) on conflict (digest) do nothing";
    // Hibernate's name for SKIP LOCKED: two who ask at once get different key packages, and neither waits.
    private static final int SKIP_LOCKED = -2;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** Whether this init key is new. */
    boolean see(CheckedKeyPackage checked) {
        return entities.createNativeQuery(SEE)
                        .setParameter("digest", checked.initKeyDigest().toArray())
                        .setParameter("forgetAt", checked.notAfter())
                        .executeUpdate()
                == 1;
    }

    void add(KeyPackageRow row) {
        entities.persist(row);
    }

    void deleteLastResort(DeviceId device) {
        entities.createQuery("delete from KeyPackageRow k where k.device = :device and k.lastResort = true")
                .setParameter("device", device.value())
                .executeUpdate();
    }

    void deleteAll(DeviceId device) {
        entities.createQuery("delete from KeyPackageRow k where k.device = :device")
                .setParameter("device", device.value())
                .executeUpdate();
    }

    int count(DeviceId device, boolean lastResort, Instant now) {
        return Math.toIntExact(entities.createQuery(
                        "select count(k) from KeyPackageRow k where k.device = :device and k.lastResort = :lastResort"
                                + " and k.notAfter > :now",
                        Long.class)
                .setParameter("device", device.value())
                .setParameter("lastResort", lastResort)
                .setParameter("now", now)
                .getSingleResult());
    }

    /** Takes the oldest out of the pool, or leaves the last resort where it is. */
    Optional<byte[]> take(DeviceId device, Instant now) {
        Optional<KeyPackageRow> once = first(device, false, now);
        once.ifPresent(row -> {
            entities.remove(row);
            entities.flush();
        });
        return once.or(() -> first(device, true, now)).map(row -> row.content);
    }

    private Optional<KeyPackageRow> first(DeviceId device, boolean lastResort, Instant now) {
        var query = entities.createQuery(
                        "select k from KeyPackageRow k where k.device = :device and k.lastResort = :lastResort"
                                + " and k.notAfter > :now order by k.id",
                        KeyPackageRow.class)
                .setParameter("device", device.value())
                .setParameter("lastResort", lastResort)
                .setParameter("now", now)
                .setMaxResults(1);
        if (!lastResort) {
            query.setLockMode(LockModeType.PESSIMISTIC_WRITE).setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED);
        }
        return query.getResultStream().findFirst();
    }

    List<UUID> ownersWithSome(Collection<UserId> owners, Instant now) {
        return entities.createQuery(
                        "select distinct k.owner from KeyPackageRow k where k.owner in :owners and k.notAfter > :now",
                        UUID.class)
                .setParameter("owners", owners.stream().map(UserId::value).toList())
                .setParameter("now", now)
                .getResultList();
    }

    long deleteExpired(Instant now) {
        int packages = entities.createQuery("delete from KeyPackageRow k where k.notAfter <= :now")
                .setParameter("now", now)
                .executeUpdate();
        int digests = entities.createNativeQuery("delete from init_key_seen where forget_at <= :now")
                .setParameter("now", now)
                .executeUpdate();
        return packages + digests;
    }
}
