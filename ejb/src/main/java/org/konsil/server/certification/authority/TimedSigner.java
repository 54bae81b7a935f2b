package org.konsil.server.certification.authority;

import java.security.cert.X509Certificate;
import java.time.Duration;
import org.konsil.pki.signer.CaSigner;

/** Measures how long the CA's key takes, which for a token in the network is what one waits for. */
class TimedSigner implements CaSigner {
    /** The newest signature counts a tenth. */
    private static final int INERTIA = 10;

    private final CaSigner ca;
    private volatile long meanNanos;

    TimedSigner(CaSigner ca) {
        this.ca = ca;
    }

    @Override
    public X509Certificate certificate() {
        return ca.certificate();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        long begin = System.nanoTime();
        byte[] signature = ca.sign(toBeSigned);
        long took = System.nanoTime() - begin;
        meanNanos = meanNanos == 0 ? took : meanNanos + (took - meanNanos) / INERTIA;
        return signature;
    }

    Duration mean() {
        return Duration.ofNanos(meanNanos);
    }
}
