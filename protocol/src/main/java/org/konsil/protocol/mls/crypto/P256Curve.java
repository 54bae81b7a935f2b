package org.konsil.protocol.mls.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;

/** ECDSA with P-256 and SHA-256; signatures are DER, and one that is not in its only form is none (RFC 9420, section 5.1). */
final class P256Curve implements SignatureScheme.Curve {

    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    @Override
    public Object point(byte[] encoded) {
        return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(encoded), DOMAIN);
    }

    @Override
    public boolean verify(Object point, byte[] content, byte[] signature) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, (ECPublicKeyParameters) point);
        try {
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(DOMAIN.getN(), signature);
            return verifier.verifySignature(hash(content), parts[0], parts[1]);
        } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
            // The last for what is DER and holds something else than numbers.
            return false;
        }
    }

    @Override
    public byte @Nullable [] sign(PrivateKey key, byte[] content) {
        if (!(key instanceof ECPrivateKey shown)
                || !shown.getParams().getOrder().equals(DOMAIN.getN())) {
            return null;
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, new ECPrivateKeyParameters(shown.getS(), DOMAIN));
        BigInteger[] parts = signer.generateSignature(hash(content));
        try {
            return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), parts[0], parts[1]);
        } catch (IOException impossible) {
            throw new MlsCryptoException("signing failed", impossible);
        }
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new MlsCryptoException("SHA-256 is missing", missing);
        }
    }
}
