package org.konsil.client.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.client.identity.OwnDevice;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.Oids;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.protocol.mls.codec.Bytes;

/** A hospital for tests: a root and a Device CA, devices with real certificates, and a revocation list. Time stands still. */
public final class Clinic {

    public static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final String DOMAIN = "klinikum.example";

    private static final String NAME = "Klinikum Süd";
    private static final KeyPurposeId DELIVERY_SERVICE =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Oids.DELIVERY_SERVICE));
    private static final KeyPurposeId IM_URI = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.40"));

    private final KeyPair rootKeys = newKeys("secp384r1");
    private final Ca deviceCa;
    private final Ca serviceCa;
    private final X509Certificate root;
    private final List<RevokedCertificate> revoked = new ArrayList<>();
    private int listNumber = 1;

    private record Ca(X509Certificate certificate, PrivateKey key) implements CaSigner {
        @Override
        public byte[] sign(byte[] toBeSigned) {
            try {
                Signature signature = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
                signature.initSign(key);
                signature.update(toBeSigned);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    public Clinic() {
        X500Name name = new X500Name("O=" + NAME + ",CN=Root CA");
        root = sign(authority(name, name, rootKeys, 1), rootKeys.getPrivate());
        deviceCa = newCa("Device CA", IM_URI);
        serviceCa = newCa("Service CA", DELIVERY_SERVICE);
    }

    private Ca newCa(String label, KeyPurposeId purpose) {
        KeyPair keys = newKeys("secp384r1");
        X500Name issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = authority(issuer, new X500Name("O=" + NAME + ",CN=" + label), keys, 0);
        GeneralName inside = new GeneralName(new X500Name("O=" + NAME));
        add(
                builder,
                Extension.nameConstraints,
                true,
                new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(inside)}, null));
        add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        return new Ca(sign(builder, rootKeys.getPrivate()), keys.getPrivate());
    }

    private static X509v3CertificateBuilder authority(X500Name issuer, X500Name subject, KeyPair keys, int length) {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(issuer, BigInteger.TEN, at(-1), at(1000), subject, keys.getPublic());
        add(builder, Extension.basicConstraints, true, new BasicConstraints(length));
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        try {
            add(
                    builder,
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return builder;
    }

    public X509Certificate root() {
        return root;
    }

    public DeviceChainValidator validator() {
        return new DeviceChainValidator(root, DOMAIN);
    }

    /** A key with which the server proposes removals: its certificate and its CA's, DER. */
    public List<byte[]> deliveryService(KeyPair keys) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        serviceCa.certificate.getSubjectX500Principal().getEncoded()),
                BigInteger.TWO,
                at(-1),
                at(300),
                new X500Name("O=" + NAME + ",CN=Konsil Delivery Service"),
                keys.getPublic());
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(DELIVERY_SERVICE));
        return List.of(Certificates.der(sign(builder, serviceCa.key)), Certificates.der(serviceCa.certificate));
    }

    /** A certified device of this person. */
    public OwnDevice device(UUID user) {
        return device(user, UUID.randomUUID(), newKeys("secp256r1"));
    }

    /** A certificate for this device and key. */
    public OwnDevice device(UUID user, UUID device, KeyPair keys) {
        DeviceNames names = new DeviceNames(NAME, DOMAIN, user, device);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        deviceCa.certificate.getSubjectX500Principal().getEncoded()),
                new BigInteger(1, Uuid.bytes(device)),
                at(-1),
                at(60),
                X500Name.getInstance(names.subject().getEncoded()),
                keys.getPublic());
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(IM_URI));
        GeneralName[] uris = names.uris().stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new);
        add(builder, Extension.subjectAlternativeName, false, new GeneralNames(uris));
        List<byte[]> chain =
                List.of(Certificates.der(sign(builder, deviceCa.key)), Certificates.der(deviceCa.certificate));
        try {
            return new OwnDevice(
                    keys, chain.stream().map(Bytes::of).toList(), validator().validate(chain, NOW));
        } catch (org.konsil.pki.status.ChainRefusedException e) {
            throw new AssertionError(e);
        }
    }

    public synchronized void revoke(OwnDevice device) {
        revoked.add(new RevokedCertificate(device.certificate().serial(), NOW, RevocationReason.values()[0]));
        listNumber++;
    }

    /** The current list. */
    public synchronized byte[] revocationList() {
        return revocationList(listNumber, NOW);
    }

    public byte[] revocationList(int number, Instant thisUpdate) {
        return new RevocationListBuilder(deviceCa, Duration.ofHours(72))
                .build(BigInteger.valueOf(number), thisUpdate, List.copyOf(revoked));
    }

    public static KeyPair newKeys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Date at(int days) {
        return Date.from(NOW.plus(Duration.ofDays(days)));
    }

    private static void add(
            X509v3CertificateBuilder builder,
            ASN1ObjectIdentifier id,
            boolean critical,
            org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            builder.addExtension(id, critical, value);
        } catch (org.bouncycastle.cert.CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .setProvider(PkiProvider.INSTANCE)
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                            .setProvider(PkiProvider.INSTANCE)
                            .build(key)));
        } catch (GeneralSecurityException | org.bouncycastle.operator.OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
