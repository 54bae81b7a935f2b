package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.server.certification.DeviceKeyException;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.KeyHeldException;

/** Which key is whose: one holder for a key, and for a device one key, for ever. */
@ApplicationScoped
class CertifiedKeys {
    private static final String NEWEST = "select c from StoredCertificate c where c.keySha256 = :key"
            + " and c.profile like :profile order by c.issuedAt desc";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * A key and its holder.
     *
     * @param isNew whether this key was never seen before, so that it has no certificate of any kind
     */
    record Binding(byte[] keySha256, boolean isNew) {}

    /**
     * Binds the key to the holder. A second transaction that asks for the same device or key waits here for the first.
     *
     * @throws DeviceKeyException if the device has another key, or the key is another device's
     * @throws KeyHeldException if the key is another holder's
     */
    Binding requireBound(CertificateProfile profile, CertificateWish wish) {
        byte[] fingerprint = sha256(wish.publicKey());
        Holder holder = wish.holder();
        holder.device().ifPresent(device -> requireOneKey(device, fingerprint));
        int first = entities.createNativeQuery(
                        "insert into key_holder (key_sha256, holder) values (:key, :holder) on conflict do nothing")
                .setParameter("key", fingerprint)
                .setParameter("holder", holder.id())
                .executeUpdate();
        if (first == 1) {
            return new Binding(fingerprint, true); // by this very transaction, for which all others wait
        }
        List<?> bound = entities.createNativeQuery(
                        "select holder from key_holder where key_sha256 = :key for update", String.class)
                .setParameter("key", fingerprint)
                .getResultList();
        if (bound.size() != 1 || !bound.get(0).equals(holder.id())) {
            throw new KeyHeldException(profile.name());
        }
        return new Binding(fingerprint, false);
    }

    private void requireOneKey(UUID device, byte[] fingerprint) {
        int first = entities.createNativeQuery("insert into certified_key (device_id, key_sha256)"
                        + " values (:device, :key) on conflict do nothing")
                .setParameter("device", device)
                .setParameter("key", fingerprint)
                .executeUpdate();
        if (first == 1) {
            return;
        }
        List<?> bound = entities.createNativeQuery(
                        "select key_sha256 from certified_key where device_id = :device for update", byte[].class)
                .setParameter("device", device)
                .getResultList();
        if (bound.size() != 1 || !Arrays.equals((byte[]) bound.get(0), fingerprint)) {
            throw new DeviceKeyException(device);
        }
    }

    /**
     * Those that are bound already, as {@link #requireBound} wants it; locked in its order, so that neither waits for the other
     * for ever.
     *
     * @param foreign hears of those whose key is another's, or that were never bound
     */
    Map<BatchIssuance.Renewal, BoundWish> findBound(
            List<BatchIssuance.Renewal> renewals, Consumer<BatchIssuance.Renewal> foreign) {
        Map<BatchIssuance.Renewal, BoundWish> bound = new LinkedHashMap<>();
        if (renewals.isEmpty()) {
            return bound;
        }
        Map<BatchIssuance.Renewal, byte[]> digests = new LinkedHashMap<>();
        renewals.forEach(renewal -> digests.put(renewal, sha256(renewal.wish().publicKey())));
        Map<String, String> keysOfDevices = keysOf(renewals);
        Map<String, String> holders = lock(
                "select encode(key_sha256, 'hex'), holder from key_holder where key_sha256 in (:ids)"
                        + " order by key_sha256 for update",
                digests.values());
        digests.forEach((renewal, digest) -> {
            Holder holder = renewal.wish().holder();
            String key = HexFormat.of().formatHex(digest);
            boolean own = holder.id().equals(holders.get(key))
                    && holder.device()
                            .map(device -> key.equals(keysOfDevices.get(device.toString())))
                            .orElse(true);
            if (own) {
                bound.put(renewal, new BoundWish(renewal.wish(), digest));
            } else {
                foreign.accept(renewal);
            }
        });
        return bound;
    }

    private Map<String, String> keysOf(List<BatchIssuance.Renewal> renewals) {
        List<UUID> devices = renewals.stream()
                .flatMap(renewal -> renewal.wish().holder().device().stream())
                .toList();
        return devices.isEmpty()
                ? Map.of()
                : lock(
                        "select cast(device_id as text), encode(key_sha256, 'hex') from certified_key"
                                + " where device_id in (:ids) order by device_id for update",
                        devices);
    }

    private Map<String, String> lock(String query, Collection<?> ids) {
        Map<String, String> rows = new HashMap<>();
        for (Object row : entities.createNativeQuery(query, Object[].class)
                .setParameter("ids", ids)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            rows.put((String) columns[0], (String) columns[1]);
        }
        return rows;
    }

    /**
     * The newest certificate of the profile for the key, good for whatever time.
     *
     * @throws DeviceKeyException if it was a device's and is revoked, or was made for another person
     * @throws KeyHeldException if it is revoked
     */
    Optional<StoredCertificate> findNewest(CertificateProfile profile, CertificateWish wish, byte[] key) {
        Optional<StoredCertificate> newest = entities.createQuery(NEWEST, StoredCertificate.class)
                .setParameter("key", key)
                .setParameter("profile", profile.name() + "/%")
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        if (newest.isPresent()
                && (!newest.get().belongsTo(wish.holder())
                        || isRevoked(newest.get().serial()))) {
            throw wish.holder()
                    .device()
                    .<RuntimeException>map(DeviceKeyException::new)
                    .orElseGet(() -> new KeyHeldException(profile.name()));
        }
        return newest;
    }

    private boolean isRevoked(String serial) {
        return entities.createQuery("select count(r) from StoredRevocation r where r.serial = :serial", Long.class)
                        .setParameter("serial", serial)
                        .getSingleResult()
                > 0;
    }

    byte[] sha256(byte[] publicKey) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(publicKey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
