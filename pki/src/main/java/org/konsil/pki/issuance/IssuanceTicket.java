package org.konsil.pki.issuance;

import java.math.BigInteger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.cert.X509CertificateHolder;
import org.konsil.pki.profile.CertificateProfile;

/** A linted certificate to be; good for one signature of the issuer that prepared it. */
public final class IssuanceTicket {

    private final CertificateIssuer preparedBy;
    private final CertificateProfile profile;
    private final X509CertificateHolder rehearsal;
    private final byte[] body;
    private final AtomicBoolean used = new AtomicBoolean();

    IssuanceTicket(
            CertificateIssuer preparedBy, CertificateProfile profile, X509CertificateHolder rehearsal, byte[] body) {
        this.preparedBy = preparedBy;
        this.profile = profile;
        this.rehearsal = rehearsal;
        this.body = body;
    }

    /** By which rules it was prepared. */
    public CertificateProfile profile() {
        return profile;
    }

    /** The serial that the certificate will have. */
    public BigInteger serial() {
        return rehearsal.getSerialNumber();
    }

    /** The certificate's first instant. */
    public Instant notBefore() {
        return rehearsal.getNotBefore().toInstant();
    }

    /** The certificate's last instant. */
    public Instant notAfter() {
        return rehearsal.getNotAfter().toInstant();
    }

    /** The TBSCertificate, DER: what the journal keeps, so that a signature that gets lost can still be revoked. */
    public byte[] body() {
        return body.clone();
    }

    byte[] redeem(CertificateIssuer issuer) {
        if (issuer != preparedBy || !used.compareAndSet(false, true)) {
            throw new IllegalStateException("a ticket is good once, and for the issuer that made it");
        }
        return body.clone();
    }
}
