package org.konsil.pki.status;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.konsil.pki.profile.Oids;
import org.konsil.pki.status.ChainRefusedException.Reason;

/**
 * Checks that a key is the one with which the hospital's server proposes removals: the leaf, the Service CA, and the root that
 * is pinned (RFC 5280, section 6; the profile {@code delivery-service} of docs/protocol/certificates.md).
 */
public final class DeliveryKeyValidator {

    private static final int CHAIN_LENGTH = 2;

    private final X509Certificate root;

    /** Trusts this root and no other. */
    public DeliveryKeyValidator(X509Certificate root) {
        this.root = root;
    }

    /**
     * Checks everything but whether it is valid now: a group lists a key longer than that signs.
     *
     * @param chain DER, the leaf, then the Service CA, as in a group's {@code external_senders}
     * @return the key's certificate
     * @throws ChainRefusedException with the first thing that is wrong
     */
    public X509Certificate validate(List<byte[]> chain) throws ChainRefusedException {
        if (chain.size() != CHAIN_LENGTH) {
            throw new ChainRefusedException(Reason.WRONG_LENGTH);
        }
        X509Certificate leaf = DeviceChainValidator.parse(chain.get(0));
        X509Certificate issuer = DeviceChainValidator.parse(chain.get(1));
        try {
            return check(leaf, issuer);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new ChainRefusedException(Reason.NOT_A_CERTIFICATE, e);
        }
    }

    /** The same, for something that is signed now. */
    public X509Certificate validate(List<byte[]> chain, Instant at) throws ChainRefusedException {
        X509Certificate leaf = validate(chain);
        DeviceChainValidator.requireValidAt(leaf, at);
        return leaf;
    }

    private X509Certificate check(X509Certificate leaf, X509Certificate issuer) throws ChainRefusedException {
        DeviceChainValidator.requireIssuedBy(issuer, root);
        DeviceChainValidator.requireIssuedBy(leaf, issuer);
        DeviceChainValidator.requireValidAt(issuer, leaf.getNotBefore().toInstant());
        CertificateRoles.requireIssuingCa(issuer, Oids.DELIVERY_SERVICE);
        CertificateRoles.requireLeaf(leaf, Oids.DELIVERY_SERVICE);
        NameRules.requireInsideConstraints(leaf, issuer);
        return leaf;
    }
}
