package org.konsil.protocol.mls.crypto;

import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** Ed25519 (RFC 8032). */
final class Ed25519Curve implements SignatureScheme.Curve {

    @Override
    public Object point(byte[] encoded) {
        return new Ed25519PublicKeyParameters(encoded);
    }

    @Override
    public boolean verify(Object point, byte[] content, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && ((Ed25519PublicKeyParameters) point)
                        .verify(Ed25519.Algorithm.Ed25519, null, content, 0, content.length, signature, 0);
    }

    @Override
    public byte @Nullable [] sign(PrivateKey key, byte[] content) {
        if (!(key instanceof EdECPrivateKey shown)
                || !"Ed25519".equals(shown.getParams().getName())) {
            return null;
        }
        byte[] secret = shown.getBytes().orElse(null);
        if (secret == null) {
            return null;
        }
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, content, 0, content.length, signature, 0);
        Arrays.fill(secret, (byte) 0);
        return signature;
    }
}
