package org.konsil.protocol.mls.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;

/** The two signature algorithms, with the JDK's providers; private keys may live in a token of any provider. */
enum SignatureScheme {
    ED25519("Ed25519", "Ed25519", 32, "302a300506032b6570032100"),
    P256("EC", "SHA256withECDSA", 65, "3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private final String keyAlgorithm;
    private final String signatureAlgorithm;
    private final int keyBytes;
    /** Everything of a SubjectPublicKeyInfo that stands before the key itself. */
    private final byte[] prefix;

    SignatureScheme(String keyAlgorithm, String signatureAlgorithm, int keyBytes, String prefix) {
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
        this.keyBytes = keyBytes;
        this.prefix = HexFormat.of().parseHex(prefix);
    }

    PublicKey publicKey(Bytes encoded) {
        byte[] key = encoded.toArray();
        if (key.length != keyBytes || this == P256 && key[0] != 4) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
        byte[] info = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, info, prefix.length, key.length);
        try {
            PublicKey publicKey = KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(info));
            if (publicKey instanceof ECPublicKey point) {
                requireOnCurve(point);
            }
            return publicKey;
        } catch (GeneralSecurityException malformed) {
            throw new MlsValidationException(Fault.MALFORMED_KEY, malformed);
        }
    }

    private static void requireOnCurve(ECPublicKey key) {
        ECParameterSpec curve = key.getParams();
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        ECPoint point = key.getW();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        boolean inField = x.compareTo(p) < 0 && y.compareTo(p) < 0;
        if (!inField || !y.multiply(y).subtract(right).mod(p).equals(BigInteger.ZERO)) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
    }

    /** The key as a leaf carries it; a key of another algorithm or curve is refused. */
    Bytes encoded(PublicKey key) {
        byte[] info = key.getEncoded();
        if (info == null
                || info.length != prefix.length + keyBytes
                || !Arrays.equals(info, 0, prefix.length, prefix, 0, prefix.length)) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
        return Bytes.of(Arrays.copyOfRange(info, prefix.length, info.length));
    }

    Bytes sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm);
            signature.initSign(key);
            signature.update(content);
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new MlsCryptoException("signing failed", failed);
        }
    }

    boolean verify(PublicKey key, byte[] content, Bytes value) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(value.toArray());
        } catch (SignatureException | InvalidKeyException malformed) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new MlsCryptoException("verification failed", missing);
        }
    }
}
