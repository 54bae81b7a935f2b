package org.konsil.protocol.mls.leaf;

import java.time.Duration;
import java.time.Instant;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.crypto.CipherSuite;

/**
 * The checks of RFC 9420, section 10.1 that need no group: version, suite, both signatures, certificate key, source,
 * lifetime, and that init key and encryption key differ. Whether the chain leads to a trusted root is for the caller,
 * who finds it in {@link VerifiedKeyPackage#certificates()}.
 */
public record KeyPackageCheck(CipherSuite suite, Duration longestLifetime) {

    public VerifiedKeyPackage check(KeyPackage keyPackage, Instant now) {
        require(keyPackage.version() == KeyPackage.MLS10, Fault.UNSUPPORTED_VERSION);
        require(keyPackage.suite() == suite.code(), Fault.UNSUPPORTED_SUITE);
        LeafNode leaf = keyPackage.leafNode();
        if (!(leaf.source() instanceof LeafSource.InKeyPackage source)) {
            throw new MlsValidationException(Fault.WRONG_LEAF_SOURCE);
        }
        require(source.lifetime().contains(now), Fault.LIFETIME_NOT_CURRENT);
        require(!source.lifetime().isLongerThan(longestLifetime), Fault.LIFETIME_TOO_LONG);
        require(!keyPackage.initKey().equals(leaf.encryptionKey()), Fault.KEYS_NOT_UNIQUE);
        requireCapable(leaf);
        LeafSigner.requireValid(leaf, LeafPlace.NONE, suite);
        LeafSigner.requireSigned(keyPackage, suite);
        return new VerifiedKeyPackage(keyPackage, keyPackage.reference());
    }

    private void requireCapable(LeafNode leaf) {
        Capabilities able = leaf.capabilities();
        require(able.versions().contains(KeyPackage.MLS10), Fault.CAPABILITIES_MISSING);
        require(able.suites().contains(suite.code()), Fault.CAPABILITIES_MISSING);
        require(able.credentials().contains(leaf.credential().type()), Fault.CAPABILITIES_MISSING);
        for (Extension extension : leaf.extensions().list()) {
            require(
                    extension.type() <= Extension.EXTERNAL_SENDERS
                            || able.extensions().contains(extension.type()),
                    Fault.CAPABILITIES_MISSING);
        }
    }

    private static void require(boolean condition, Fault fault) {
        if (!condition) {
            throw new MlsValidationException(fault);
        }
    }
}
