package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
     * Binds the key to the holder. A second transaction that asks for the same device or key waits here for the first.
     *
     * @return the key's SHA-256
     * @throws DeviceKeyException if the device has another key, or the key is another device's
     * @throws KeyHeldException if the key is another holder's
     */
    byte[] requireBound(CertificateProfile profile, CertificateWish wish) {
        byte[] fingerprint = sha256(wish.publicKey());
        Holder holder = wish.holder();
        holder.device().ifPresent(device -> requireOneKey(device, fingerprint));
        int first = entities.createNativeQuery(
                        "insert into key_holder (key_sha256, holder) values (:key, :holder) on conflict do nothing")
                .setParameter("key", fingerprint)
                .setParameter("holder", holder.id())
                .executeUpdate();
        if (first == 1) {
            return fingerprint; // bound by this very transaction, for which all others wait
        }
        List<?> bound = entities.createNativeQuery(
                        "select holder from key_holder where key_sha256 = :key for update", String.class)
                .setParameter("key", fingerprint)
                .getResultList();
        if (bound.size() != 1 || !bound.get(0).equals(holder.id())) {
            throw new KeyHeldException(profile.name());
        }
        return fingerprint;
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
