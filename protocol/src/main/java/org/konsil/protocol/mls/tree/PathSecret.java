package org.konsil.protocol.mls.tree;

import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;

/** The chain of secrets along a path (RFC 9420, section 7.4). */
final class PathSecret {

    static final String LABEL = "UpdatePathNode";

    private PathSecret() {}

    static HpkeKeyPair keyPair(CipherSuite suite, SecretBytes pathSecret) {
        try (SecretBytes node = suite.deriveSecret(pathSecret, "node")) {
            return suite.deriveKeyPair(node);
        }
    }

    /** The secret one step up; the one before is wiped. */
    static SecretBytes next(CipherSuite suite, SecretBytes pathSecret) {
        try (pathSecret) {
            return suite.deriveSecret(pathSecret, "path");
        }
    }
}
