package org.konsil.client.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.account.Account;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.Shelf;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.protocol.mls.codec.Bytes;

/** What is kept of this device: its id, its key, and its certificate once it is there. */
final class DeviceRecords {

    private static final String ONLY = "self";
    private static final String KEY_SHELF = "device-key";

    private final SealedStore store;
    private final Shelf<Kept> shelf;

    /** The chain is empty until the certificate is there. */
    record Kept(UUID device, UUID user, byte[] publicKey, List<byte[]> chain) {}

    DeviceRecords(SealedStore store) {
        this.store = store;
        this.shelf = new Shelf<>(store, "device", Kept.class);
    }

    /** The device that was begun, or a new one with a fresh key; on disk when this returns. */
    Kept begin(UUID user) {
        Optional<Kept> begun = shelf.find(ONLY);
        if (begun.isPresent()) {
            return begun.get();
        }
        KeyPair keys = newKeys();
        Kept fresh = new Kept(UUID.randomUUID(), user, keys.getPublic().getEncoded(), List.of());
        store.write(List.of(
                shelf.put(ONLY, fresh),
                new Change(KEY_SHELF, ONLY, keys.getPrivate().getEncoded())));
        return fresh;
    }

    Kept requireBegun() {
        return shelf.find(ONLY).orElseThrow(() -> new LockedException("not-enrolled"));
    }

    void certify(Kept record, List<byte[]> chain) {
        store.write(List.of(shelf.put(ONLY, new Kept(record.device(), record.user(), record.publicKey(), chain))));
    }

    KeyPair requireKeys(Kept record) {
        byte[] key = store.find(KEY_SHELF, ONLY).orElseThrow(() -> new TamperedException("device-key-missing"));
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(record.publicKey())),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new TamperedException("device-key-unreadable", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The device, if it has its certificate and that is still good. */
    Optional<OwnDevice> enrolled(Account account, Clock clock) {
        return shelf.find(ONLY).filter(kept -> !kept.chain().isEmpty()).map(kept -> own(kept, account, clock));
    }

    private OwnDevice own(Kept kept, Account account, Clock clock) {
        try {
            return new OwnDevice(
                    requireKeys(kept),
                    kept.chain().stream().map(Bytes::of).toList(),
                    new DeviceChainValidator(account.root(), account.domain()).validate(kept.chain(), clock.instant()));
        } catch (ChainRefusedException e) {
            throw new TamperedException("own-certificate-" + Faults.code(e), e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new StoreException("p256-missing", e);
        }
    }
}
