package org.konsil.client.identity;

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.pki.Certificates;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.RevocationList;
import org.konsil.protocol.mls.codec.Bytes;

/** The newest list of revoked devices that was verified; an older one is never taken again. */
public final class Revocations {

    private static final String SHELF = "revocation-list";
    private static final String ONLY = "device";

    private final SealedStore store;
    private final X509Certificate issuer;
    private final Bytes issuerDer;
    private final Clock clock;
    private volatile @Nullable RevocationList list;

    /** Takes the list that was kept. */
    public Revocations(SealedStore store, OwnDevice self, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.issuerDer = self.chain().get(1);
        try {
            this.issuer = Certificates.parse(issuerDer.toArray());
            byte[] kept = store.find(SHELF, ONLY).orElse(null);
            this.list = kept == null ? null : RevocationList.read(kept, issuer);
        } catch (CertificateException | ChainRefusedException e) {
            throw new TamperedException("revocation-list-unreadable", e);
        }
    }

    /** Fetches the current list. Without a connection the kept one goes on until its time is up. */
    public void refresh(Supplier<byte[]> fetch) {
        byte[] der;
        try {
            der = fetch.get();
        } catch (OfflineException offline) {
            requireCurrent();
            return;
        }
        RevocationList before = list;
        try {
            RevocationList next = RevocationList.read(der, issuer);
            next.requireCurrent(clock.instant());
            if (before != null && next.number().compareTo(before.number()) < 0) {
                throw new TamperedException("revocation-list-rolled-back");
            }
            store.write(List.of(new Change(SHELF, ONLY, der)));
            list = next;
        } catch (ChainRefusedException e) {
            throw new TamperedException("revocation-list-" + Faults.code(e), e);
        }
    }

    /** Whether this serial of our Device CA is revoked; without a fresh list nothing new is believed. */
    public boolean contains(BigInteger serial) {
        return requireCurrent().contains(serial);
    }

    /** The number of the list that answers. */
    BigInteger version() {
        return requireCurrent().number();
    }

    /** Whether the list speaks for certificates of this issuer. */
    boolean isOf(Bytes otherIssuer) {
        return issuerDer.equals(otherIssuer);
    }

    private RevocationList requireCurrent() {
        RevocationList known = list;
        if (known == null) {
            throw new OfflineException("revocation-list-missing");
        }
        try {
            known.requireCurrent(clock.instant());
            return known;
        } catch (ChainRefusedException e) {
            throw new OfflineException("revocation-list-stale", e);
        }
    }
}
