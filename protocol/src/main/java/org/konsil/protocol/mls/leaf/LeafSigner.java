package org.konsil.protocol.mls.leaf;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** Signs leaf nodes and key packages, and checks those signatures. */
public final class LeafSigner {

    private static final String LEAF = "LeafNodeTBS";
    private static final String KEY_PACKAGE = "KeyPackageTBS";

    private LeafSigner() {}

    public static LeafNode sign(LeafNode leaf, LeafPlace place, CipherSuite suite, PrivateKey key) {
        return leaf.withSignature(suite.signWithLabel(key, LEAF, leaf.toBeSigned(place)));
    }

    /** A key package of this leaf, both signed. */
    public static KeyPackage sign(LeafNode leaf, Bytes initKey, CipherSuite suite, PrivateKey key) {
        KeyPackage unsigned = new KeyPackage(
                KeyPackage.MLS10,
                suite.code(),
                initKey,
                sign(leaf, LeafPlace.NONE, suite, key),
                Extensions.NONE,
                Bytes.EMPTY);
        return unsigned.withSignature(suite.signWithLabel(key, KEY_PACKAGE, unsigned.toBeSigned()));
    }

    /**
     * Checks the leaf's own signature and, for an X.509 credential, that its certificate carries its key. The chain is
     * left to the caller, who knows the roots.
     */
    public static void requireValid(LeafNode leaf, LeafPlace place, CipherSuite suite) {
        PublicKey key = suite.signatureKey(leaf.signatureKey());
        if (leaf.credential() instanceof Credential.X509 x509) {
            CertificateKey.requireIs(leaf.signatureKey(), x509, suite);
        }
        if (!suite.verifyWithLabel(key, LEAF, leaf.toBeSigned(place), leaf.signature())) {
            throw new MlsValidationException(Fault.SIGNATURE_INVALID);
        }
    }

    static void requireSigned(KeyPackage keyPackage, CipherSuite suite) {
        PublicKey key = suite.signatureKey(keyPackage.leafNode().signatureKey());
        if (!suite.verifyWithLabel(key, KEY_PACKAGE, keyPackage.toBeSigned(), keyPackage.signature())) {
            throw new MlsValidationException(Fault.SIGNATURE_INVALID);
        }
    }
}
