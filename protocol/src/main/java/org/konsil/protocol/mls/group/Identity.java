package org.konsil.protocol.mls.group;

import java.security.PrivateKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;

/** Who a device is in its groups: its signature key, which may stay in a token, and what its leaves say. */
public record Identity(
        CipherSuite suite,
        PrivateKey signingKey,
        Bytes signatureKey,
        Credential credential,
        Capabilities capabilities,
        Extensions extensions) {

    /** A fresh key package with its private keys. */
    public OwnKeyPackage newKeyPackage(Lifetime lifetime) {
        HpkeKeyPair init = suite.generateKeyPair();
        HpkeKeyPair encryption = suite.generateKeyPair();
        LeafNode leaf = unsignedLeaf(encryption.publicKey(), new LeafSource.InKeyPackage(lifetime));
        return new OwnKeyPackage(LeafSigner.sign(leaf, init.publicKey(), suite, signingKey), init, encryption);
    }

    LeafNode unsignedLeaf(Bytes encryptionKey, LeafSource source) {
        return new LeafNode(encryptionKey, signatureKey, credential, capabilities, source, extensions, Bytes.EMPTY);
    }

    LeafNode leaf(Bytes encryptionKey, LeafSource source, LeafPlace place) {
        return LeafSigner.sign(unsignedLeaf(encryptionKey, source), place, suite, signingKey);
    }

    @Override
    public String toString() {
        return "Identity";
    }
}
