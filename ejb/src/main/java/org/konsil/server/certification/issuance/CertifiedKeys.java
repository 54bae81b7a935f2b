package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.konsil.server.certification.DeviceKeyException;

/** Which key is whose, in the table {@code certified_key}: one for a device, and it stays. */
@ApplicationScoped
class CertifiedKeys {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /**
     * Binds the key to the device. A second transaction that asks for the same device or key waits here for the first.
     *
     * @throws DeviceKeyException if the device has another key, or the key another device
     */
    void requireBound(UUID device, byte[] publicKey) {
        byte[] fingerprint = sha256(publicKey);
        entities.createNativeQuery("insert into certified_key (device_id, key_sha256) values (:device, :key)"
                        + " on conflict do nothing")
                .setParameter("device", device)
                .setParameter("key", fingerprint)
                .executeUpdate();
        List<?> bound = entities.createNativeQuery(
                        "select key_sha256 from certified_key where device_id = :device for update", byte[].class)
                .setParameter("device", device)
                .getResultList();
        if (bound.size() != 1 || !Arrays.equals((byte[]) bound.get(0), fingerprint)) {
            throw new DeviceKeyException(device);
        }
    }

    private static byte[] sha256(byte[] publicKey) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(publicKey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
