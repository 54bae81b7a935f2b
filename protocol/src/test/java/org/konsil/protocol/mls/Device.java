package org.konsil.protocol.mls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;

/** A device of a test: its signature key and a certificate that carries it. */
public final class Device {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyPair CA = newKey(CipherSuite.P256);

    public final String name;
    public final CipherSuite suite;
    public final KeyPair keys;
    public final Credential.X509 credential;

    public Device(String name, CipherSuite suite) {
        this.name = name;
        this.suite = suite;
        this.keys = newKey(suite);
        this.credential = new Credential.X509(List.of(certify(name, keys)));
    }

    public static Device p256(String name) {
        return new Device(name, CipherSuite.P256);
    }

    public static KeyPair newKey(CipherSuite suite) {
        try {
            if (suite == CipherSuite.P256) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            }
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Bytes certify(String name, KeyPair keys) {
        try {
            X500Name issuer = new X500Name("CN=Test CA");
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(new SecureRandom().nextLong()).abs().add(BigInteger.ONE),
                    Date.from(NOW.minus(Duration.ofDays(1))),
                    Date.from(NOW.plus(Duration.ofDays(90))),
                    new X500Name("CN=" + name),
                    keys.getPublic());
            return Bytes.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(CA.getPrivate()))
                    .getEncoded());
        } catch (java.io.IOException | OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public PrivateKey privateKey() {
        return keys.getPrivate();
    }

    public Bytes signatureKey() {
        return suite.encodeSignatureKey(keys.getPublic());
    }

    public Lifetime lifetime() {
        return Lifetime.of(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(30)));
    }

    /** A leaf without signature, with random bytes where its encryption key would be. */
    public LeafNode leaf(LeafSource source) {
        return new LeafNode(
                random(65),
                signatureKey(),
                credential,
                Capabilities.of(List.of(suite.code()), List.of(Credential.X509)),
                source,
                Extensions.NONE,
                Bytes.EMPTY);
    }

    public KeyPackage keyPackage() {
        return keyPackage(leaf(new LeafSource.InKeyPackage(lifetime())));
    }

    public KeyPackage keyPackage(LeafNode leaf) {
        return LeafSigner.sign(leaf, random(65), suite, privateKey());
    }

    public static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
