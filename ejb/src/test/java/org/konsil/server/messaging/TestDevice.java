package org.konsil.server.messaging;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;

/** A device of a test: its key, its certificate, and the MLS structures that it makes of them. */
public final class TestDevice {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    public static final Instant CERTIFICATE_END = NOW.plus(Duration.ofDays(90));
    public static final String DOMAIN = "hospital.example";
    private static final CipherSuite SUITE = CipherSuite.P256;
    private static final KeyPair CA = newKey();

    public final UserId owner;
    public final DeviceId id = new DeviceId(UUID.randomUUID());
    public final KeyPair keys = newKey();
    public final DeviceCertificate certificate;

    public TestDevice(UserId owner) {
        this(owner, CERTIFICATE_END);
    }

    public TestDevice(UserId owner, Instant certificateEnd) {
        this.owner = owner;
        CertificateSerial serial =
                new CertificateSerial(BigInteger.valueOf(id.value().getMostSignificantBits() >>> 1));
        this.certificate = new DeviceCertificate(
                serial,
                new CertificateSubject(owner.value(), id.value()),
                List.of(certify(serial, id, keys), certify(serial, id, CA)),
                certificateEnd);
    }

    public TestDevice() {
        this(new UserId(UUID.randomUUID()));
    }

    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] certify(CertificateSerial serial, DeviceId id, KeyPair keys) {
        try {
            return new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Test CA"),
                            serial.value().add(BigInteger.ONE),
                            Date.from(NOW.minus(Duration.ofDays(1))),
                            Date.from(CERTIFICATE_END),
                            new X500Name("CN=" + id),
                            keys.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, id.uri())))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(CA.getPrivate()))
                    .getEncoded();
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public Credential credential() {
        return new Credential.X509(certificate.chain().stream().map(Bytes::of).toList());
    }

    public static Bytes point() {
        return SUITE.encodeSignatureKey(newKey().getPublic());
    }

    public static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }

    public static Lifetime lifetime() {
        return Lifetime.of(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(30)));
    }

    /** The owner's URI. */
    public String user() {
        return "im:" + owner + "@" + DOMAIN;
    }

    /** A leaf of this device's key, unsigned. */
    public LeafNode leaf(LeafSource source) {
        return leaf(source, credential());
    }

    public LeafNode leaf(LeafSource source, Credential credential) {
        return new LeafNode(
                point(),
                SUITE.encodeSignatureKey(keys.getPublic()),
                credential,
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509))
                        .withExtensions(List.of(MemberList.EXTENSION)),
                source,
                Extensions.NONE,
                Bytes.EMPTY);
    }

    public LeafNode sign(LeafNode leaf, LeafPlace place) {
        return LeafSigner.sign(leaf, place, SUITE, keys.getPrivate());
    }

    public KeyPackage keyPackage() {
        return keyPackage(lifetime());
    }

    public KeyPackage keyPackage(Lifetime lifetime) {
        return keyPackage(leaf(new LeafSource.InKeyPackage(lifetime)), point());
    }

    public KeyPackage keyPackage(LeafNode leaf, Bytes initKey) {
        return LeafSigner.sign(leaf, initKey, SUITE, keys.getPrivate());
    }

    public static byte[] message(KeyPackage keyPackage) {
        return MlsMessage.of(keyPackage).encode();
    }
}
