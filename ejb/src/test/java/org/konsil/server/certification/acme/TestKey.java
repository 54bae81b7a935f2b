package org.konsil.server.certification.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** A server's account key, with whatever algorithm a test wants. */
public final class TestKey {

    /** Signs bytes. */
    private interface Signing {
        byte[] sign(byte[] bytes) throws GeneralSecurityException, JOSEException;
    }

    private final JWSAlgorithm algorithm;
    private final JWK jwk;
    private final Signing signing;

    private TestKey(JWSAlgorithm algorithm, JWK jwk, Signing signing) {
        this.algorithm = algorithm;
        this.jwk = jwk;
        this.signing = signing;
    }

    /** P-256 and ES256. */
    public static TestKey p256() {
        return elliptic(Curve.P_256, JWSAlgorithm.ES256);
    }

    static TestKey p384() {
        return elliptic(Curve.P_384, JWSAlgorithm.ES384);
    }

    static TestKey p521() {
        return elliptic(Curve.P_521, JWSAlgorithm.ES512);
    }

    static TestKey rsa(int bits) {
        try {
            RSAKey key = new RSAKeyGenerator(bits, true).generate();
            return with(JWSAlgorithm.RS256, key.toPublicJWK(), new RSASSASigner(key.toPrivateKey(), true));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static TestKey ed25519() {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] info = keys.getPublic().getEncoded();
            byte[] x = Arrays.copyOfRange(info, info.length - 32, info.length);
            JWK jwk = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build();
            return new TestKey(JWSAlgorithm.EdDSA, jwk, bytes -> {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(keys.getPrivate());
                signature.update(bytes);
                return signature.sign();
            });
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate's key. */
    public static TestKey of(KeyPair keys) {
        try {
            ECKey key = new ECKey.Builder(Curve.P_256, (java.security.interfaces.ECPublicKey) keys.getPublic())
                    .privateKey((java.security.interfaces.ECPrivateKey) keys.getPrivate())
                    .build();
            return with(JWSAlgorithm.ES256, key.toPublicJWK(), new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String algorithm() {
        return algorithm.getName();
    }

    /** The public key, JSON. */
    public String jwk() {
        return jwk.toJSONString();
    }

    /** The thumbprint (RFC 7638). */
    public String thumbprint() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    byte[] sign(byte[] bytes) {
        try {
            return signing.sign(bytes);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static TestKey elliptic(Curve curve, JWSAlgorithm algorithm) {
        try {
            ECKey key = new ECKeyGenerator(curve).generate();
            return with(algorithm, key.toPublicJWK(), new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static TestKey with(JWSAlgorithm algorithm, JWK jwk, JWSSigner signer) {
        return new TestKey(
                algorithm,
                jwk,
                bytes -> signer.sign(new JWSHeader(algorithm), bytes).decode());
    }
}
