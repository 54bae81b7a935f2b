package org.konsil.bench.mls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.Lifetime;

/** Devices with certificates of one authority, the same for both libraries. */
final class Ward {

    static final CipherSuite SUITE = CipherSuite.P256;

    private final KeyPair authority = newKey();
    private int made;

    /** A device's identity, and what a JCA key keeps to itself. */
    record Member(Identity identity, KeyPair keys) {

        OwnKeyPackage newKeyPackage() {
            Instant now = Instant.now();
            return identity.newKeyPackage(Lifetime.of(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30))));
        }
    }

    Member newMember() {
        KeyPair keys = newKey();
        Identity identity = new Identity(
                SUITE,
                keys.getPrivate(),
                SUITE.encodeSignatureKey(keys.getPublic()),
                new Credential.X509(List.of(certify(keys))),
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509)),
                Extensions.NONE);
        return new Member(identity, keys);
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Bytes certify(KeyPair keys) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Ward CA"),
                    BigInteger.valueOf(++made),
                    Date.from(Instant.now().minus(Duration.ofDays(1))),
                    Date.from(Instant.now().plus(Duration.ofDays(90))),
                    new X500Name("CN=device " + made),
                    keys.getPublic());
            return Bytes.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Whether the authority signed this certificate; with the library's own ECDSA, so that both pay the same. */
    void requireCertified(byte[] der) {
        try {
            Certificate certificate = Certificate.getInstance(der);
            boolean signed = CertificateSignature.isValid(
                    SUITE.encodeSignatureKey(authority.getPublic()).toArray(), certificate);
            if (!signed) {
                throw new IllegalStateException("a certificate of somebody else");
            }
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
