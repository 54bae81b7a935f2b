package org.konsil.pki.status;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.Oids;
import org.konsil.pki.status.ChainRefusedException.Reason;

/**
 * Checks a device's chain: the leaf, the issuing CA, and the root that is pinned (RFC 5280, section 6, for the one shape of
 * chain that Konsil has).
 */
public final class DeviceChainValidator {

    private static final int CHAIN_LENGTH = 2;
    private static final int MAX_CERTIFICATE_BYTES = 8 * 1024;

    private final X509Certificate root;
    private final String domain;

    /** Trusts this root and no other, and users of this domain. */
    public DeviceChainValidator(X509Certificate root, String domain) {
        this.root = root;
        this.domain = domain;
    }

    /**
     * Checks everything but revocation.
     *
     * @param chain DER, the leaf, then the issuing CA, as in an MLS credential
     * @param at the time that counts
     * @throws ChainRefusedException with the first thing that is wrong
     */
    public VerifiedDevice validate(List<byte[]> chain, Instant at) throws ChainRefusedException {
        return check(chain, at).device();
    }

    /** Checks everything, with the current revocation list of the issuing CA (DER). */
    public VerifiedDevice validate(List<byte[]> chain, Instant at, byte[] revocationList) throws ChainRefusedException {
        Checked checked = check(chain, at);
        RevocationList list = RevocationList.read(revocationList, checked.issuer());
        list.requireCurrent(at);
        if (list.contains(checked.device().serial())) {
            throw new ChainRefusedException(Reason.REVOKED);
        }
        return checked.device();
    }

    private Checked check(List<byte[]> chain, Instant at) throws ChainRefusedException {
        if (chain.size() != CHAIN_LENGTH) {
            throw new ChainRefusedException(Reason.WRONG_LENGTH);
        }
        X509Certificate leaf = parse(chain.get(0));
        X509Certificate issuer = parse(chain.get(1));
        try {
            return check(leaf, issuer, at);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new ChainRefusedException(Reason.NOT_A_CERTIFICATE, e);
        }
    }

    private Checked check(X509Certificate leaf, X509Certificate issuer, Instant at) throws ChainRefusedException {
        requireIssuedBy(issuer, root);
        requireIssuedBy(leaf, issuer);
        requireValidAt(issuer, at);
        requireValidAt(leaf, at);
        CertificateRoles.requireIssuingCa(issuer, Oids.IM_URI);
        CertificateRoles.requireLeaf(leaf, Oids.IM_URI);
        return new Checked(issuer, NameRules.requireDeviceNames(leaf, issuer, domain));
    }

    static X509Certificate parse(byte[] der) throws ChainRefusedException {
        if (der.length > MAX_CERTIFICATE_BYTES) {
            throw new ChainRefusedException(Reason.NOT_A_CERTIFICATE);
        }
        try {
            return Certificates.parse(der);
        } catch (CertificateException e) {
            throw new ChainRefusedException(Reason.NOT_A_CERTIFICATE, e);
        }
    }

    static void requireIssuedBy(X509Certificate certificate, X509Certificate issuer) throws ChainRefusedException {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new ChainRefusedException(Reason.WRONG_ISSUER);
        }
        if (!CertificateRoles.SIGNED_WITH.equals(certificate.getSigAlgOID())) {
            throw new ChainRefusedException(Reason.WRONG_SIGNATURE);
        }
        try {
            certificate.verify(issuer.getPublicKey(), PkiProvider.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new ChainRefusedException(Reason.WRONG_SIGNATURE, e);
        }
    }

    /** Both ends belong to the validity; the last second lasts a whole second. */
    static void requireValidAt(X509Certificate certificate, Instant at) throws ChainRefusedException {
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            throw new ChainRefusedException(Reason.NOT_YET_VALID);
        }
        if (!at.isBefore(certificate.getNotAfter().toInstant().plusSeconds(1))) {
            throw new ChainRefusedException(Reason.EXPIRED);
        }
    }

    private record Checked(X509Certificate issuer, VerifiedDevice device) {}
}
