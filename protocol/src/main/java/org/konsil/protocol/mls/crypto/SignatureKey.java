package org.konsil.protocol.mls.crypto;

import java.security.PublicKey;
import org.konsil.protocol.mls.codec.Bytes;

/** A signature key that was seen to be one. Its own form is that of every provider, its point the one that is computed with. */
final class SignatureKey implements PublicKey {

    private static final long serialVersionUID = 1;

    private final SignatureScheme scheme;
    private final transient Object point;
    private final transient Bytes info;

    SignatureKey(SignatureScheme scheme, Object point, Bytes info) {
        this.scheme = scheme;
        this.point = point;
        this.info = info;
    }

    SignatureScheme scheme() {
        return scheme;
    }

    Object point() {
        return point;
    }

    @Override
    public String getAlgorithm() {
        return scheme == SignatureScheme.P256 ? "EC" : "Ed25519";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        return info.toArray();
    }

    private Object writeReplace() {
        throw new IllegalStateException("a key travels as its bytes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureKey key && info.equals(key.info);
    }

    @Override
    public int hashCode() {
        return info.hashCode();
    }
}
