package org.konsil.server.certification.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/**
 * A public key that signs ACME requests: P-256 with ES256, P-384 with ES384, Ed25519 with EdDSA, RSA of 2048 to 4096 bits with
 * RS256 (RFC 7518, section 3.1; RFC 8037, section 3.1).
 */
final class AccountKey {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;

    /** SubjectPublicKeyInfo of Ed25519 up to the key (RFC 8410, section 4). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_BYTES = 32;

    private final JWK key;
    private final JWSAlgorithm algorithm;

    private AccountKey(JWK key, JWSAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** Reads a JWK (RFC 7517); whatever else it says than the key itself is left out. */
    static AccountKey parse(String json) {
        try {
            JWK read = JWK.parse(json);
            if (read.isPrivate()) {
                throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
            }
            JWK bare = JWK.parse(JSONObjectUtils.toJSONString(read.getRequiredParams()));
            return new AccountKey(bare, algorithm(bare));
        } catch (ParseException | IllegalArgumentException | IllegalStateException malformed) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
        }
    }

    private static JWSAlgorithm algorithm(JWK key) {
        if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
            return JWSAlgorithm.ES256;
        }
        if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_384)) {
            return JWSAlgorithm.ES384;
        }
        if (key instanceof OctetKeyPair pair
                && pair.getCurve().equals(Curve.Ed25519)
                && pair.getX().decode().length == ED25519_BYTES) {
            return JWSAlgorithm.EdDSA;
        }
        if (key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS && rsa.size() <= MAX_RSA_BITS) {
            return JWSAlgorithm.RS256;
        }
        throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
    }

    /** The thumbprint (RFC 7638) with SHA-256, base64url. */
    String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read has no thumbprint", e);
        }
    }

    /** The JWK, its members that make the key and no others. */
    String json() {
        return JSONObjectUtils.toJSONString(key.getRequiredParams());
    }

    /** Whether it is this key, as a certificate carries it; no certificate of ours carries an Edwards curve. */
    boolean is(PublicKey other) {
        try {
            return key instanceof AsymmetricJWK pair
                    && !(key instanceof OctetKeyPair)
                    && Arrays.equals(pair.toPublicKey().getEncoded(), other.getEncoded());
        } catch (JOSEException unusable) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
        }
    }

    /** Whether it made the signature over these bytes, with the one algorithm that it is for. */
    boolean verifies(JWSAlgorithm claimed, byte[] signed, Base64URL signature) {
        if (!algorithm.equals(claimed)) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
        }
        try {
            if (key instanceof OctetKeyPair pair) {
                return verifiesEdDsa(pair, signed, signature);
            }
            JWSVerifier verifier = key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier(key.toRSAKey());
            return verifier.verify(new JWSHeader(algorithm), signed, signature);
        } catch (JOSEException | GeneralSecurityException unusable) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_KEY);
        }
    }

    /** By the JDK: the library wants another one for this. */
    private static boolean verifiesEdDsa(OctetKeyPair pair, byte[] signed, Base64URL signature)
            throws GeneralSecurityException {
        byte[] x = pair.getX().decode();
        byte[] info = new byte[ED25519_PREFIX.length + ED25519_BYTES];
        System.arraycopy(ED25519_PREFIX, 0, info, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, info, ED25519_PREFIX.length, ED25519_BYTES);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
        check.update(signed);
        try {
            return check.verify(signature.decode());
        } catch (SignatureException malformed) {
            return false;
        }
    }
}
