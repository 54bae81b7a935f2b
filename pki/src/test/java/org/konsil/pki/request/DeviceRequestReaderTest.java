package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.pki.TestHospital.newKeys;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.request.RequestRefusedException.Reason;

class DeviceRequestReaderTest {

    private final DeviceRequestReader reader = new DeviceRequestReader();
    private final DeviceNames anna = TestHospital.someone();

    @Test
    void readsKeyAndClaims() throws Exception {
        KeyPair keys = newKeys("P-256");

        DeviceRequest request = reader.read(request(keys, "", uris(anna)));

        assertThat(request.publicKey()).isEqualTo(keys.getPublic().getEncoded());
        assertThat(request.claimedUris()).isEqualTo(anna.uris());
        assertThat(request.claimedDevice()).isEqualTo(anna.device());
        assertThat(request.claims(anna)).isTrue();
    }

    @Test
    void acceptsASubjectThatWillBeIssued() throws Exception {
        String subject = "O=" + TestHospital.NAME + ",CN=" + anna.device();

        assertThat(reader.read(request(newKeys("P-256"), subject, uris(anna))).claims(anna))
                .isTrue();
    }

    @Test
    @DisplayName("A5: a request that claims somebody else does not claim the caller")
    void noticesClaimsOfSomebodyElse() throws Exception {
        DeviceNames eve = new DeviceNames(anna.hospital(), anna.domain(), UUID.randomUUID(), anna.device());
        DeviceNames elsewhere = new DeviceNames(anna.hospital(), "elsewhere.example", anna.user(), anna.device());
        DeviceRequest subjectOfEve = reader.read(request(newKeys("P-256"), "CN=Dr. Eve", uris(anna)));

        assertThat(reader.read(request(newKeys("P-256"), "", uris(anna))).claims(eve))
                .isFalse();
        assertThat(reader.read(request(newKeys("P-256"), "", uris(anna))).claims(elsewhere))
                .isFalse();
        assertThat(subjectOfEve.claims(anna)).isFalse();
    }

    @Test
    void aRepeatedOrFurtherUriIsNoTrueClaim() throws Exception {
        GeneralNames repeated =
                names(anna.uris().get(0), anna.uris().get(0), anna.uris().get(1));
        GeneralNames further = names(anna.uris().get(0), anna.uris().get(1), "https://elsewhere.example");

        assertThat(reader.read(request(newKeys("P-256"), "", repeated)).claims(anna))
                .isFalse();
        assertThat(reader.read(request(newKeys("P-256"), "", further)).claims(anna))
                .isFalse();
    }

    @Test
    void refusesASignatureOfAnotherKey() throws Exception {
        byte[] der = signedRequest(newKeys("P-256"), newKeys("P-256"), "SHA256withECDSA", extensions(uris(anna)));

        refused(der, Reason.WRONG_SIGNATURE);
    }

    @Test
    void refusesEveryFlippedBit() throws Exception {
        byte[] der = request(newKeys("P-256"), "", uris(anna));

        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> reader.read(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(RequestRefusedException.class);
        }
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        byte[] der = request(newKeys("P-256"), "", uris(anna));

        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            refused(cut, Reason.NOT_DER);
        }
    }

    @Test
    void refusesTrailingBytes() throws Exception {
        byte[] der = request(newKeys("P-256"), "", uris(anna));

        refused(Arrays.copyOf(der, der.length + 1), Reason.NOT_DER);
    }

    @Test
    void refusesMoreThanEightKibibytesUnread() {
        refused(new byte[DeviceRequestReader.MAX_BYTES + 1], Reason.TOO_LARGE);
    }

    @Test
    void refusesAnnouncedLengthsItWasNotSent() {
        refused(new byte[] {0x30, (byte) 0x84, 0x40, 0, 0, 0, 0x30, 0x00}, Reason.NOT_DER);
    }

    @Test
    void refusesDeepNesting() throws Exception {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        for (int depth = 0; depth < 4000; depth++) {
            nested.writeBytes(new byte[] {0x30, (byte) 0x80});
        }

        assertThatThrownBy(() -> reader.read(nested.toByteArray())).isInstanceOf(RequestRefusedException.class);
        byte[] definite = nestedSequences();
        assertThatThrownBy(() -> reader.read(definite)).isInstanceOf(RequestRefusedException.class);
    }

    @Test
    void refusesNoise() {
        Random random = new Random(9);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> reader.read(noise)).isInstanceOf(RequestRefusedException.class);
        }
    }

    @Test
    void refusesOtherCurves() throws Exception {
        refused(request(newKeys("P-384"), "", uris(anna)), Reason.WRONG_KEY_TYPE);
        refused(request(newKeys("secp256k1"), "", uris(anna)), Reason.WRONG_KEY_TYPE);
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() throws Exception {
        byte[] key = newKeys("P-256").getPublic().getEncoded();
        key[key.length - 1] ^= 1;

        assertThatThrownBy(() -> P256Keys.requireValid(SubjectPublicKeyInfo.getInstance(key)))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.KEY_NOT_ON_CURVE));
    }

    @Test
    void refusesOtherSignatureAlgorithms() throws Exception {
        KeyPair keys = newKeys("P-256");

        refused(signedRequest(keys, keys, "SHA1withECDSA", extensions(uris(anna))), Reason.WRONG_SIGNATURE_ALGORITHM);
    }

    @Test
    @DisplayName("a wish that would not be granted is refused, never ignored")
    void refusesExtensionsBesideTheNames() throws Exception {
        ExtensionsGenerator wishes = new ExtensionsGenerator();
        wishes.addExtension(Extension.subjectAlternativeName, false, uris(anna));
        wishes.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        KeyPair keys = newKeys("P-256");

        refused(signedRequest(keys, keys, "SHA256withECDSA", wishes.generate()), Reason.UNKNOWN_EXTENSION);
    }

    @Test
    void refusesAttributesBesideTheExtensions() throws Exception {
        KeyPair keys = newKeys("P-256");
        PKCS10CertificationRequestBuilder builder = builder(keys, "");
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions(uris(anna)));
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_unstructuredName, new DERPrintableString("please"));

        refused(finish(builder, keys, "SHA256withECDSA"), Reason.UNKNOWN_ATTRIBUTE);
        refused(finish(builder(keys, ""), keys, "SHA256withECDSA"), Reason.UNKNOWN_ATTRIBUTE);
    }

    @Test
    void refusesNamesThatAreNoUris() throws Exception {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "klinikum.example"),
            new GeneralName(GeneralName.uniformResourceIdentifier, anna.uris().get(1))
        });

        refused(request(newKeys("P-256"), "", names), Reason.NAMES_OTHER_THAN_URIS);
    }

    @Test
    void refusesNoneSeveralOrMisspeltDevices() throws Exception {
        String device = anna.uris().get(1);

        refused(request(newKeys("P-256"), "", names(anna.uris().get(0))), Reason.NOT_ONE_DEVICE);
        refused(request(newKeys("P-256"), "", names(device, "urn:uuid:" + UUID.randomUUID())), Reason.NOT_ONE_DEVICE);
        refused(request(newKeys("P-256"), "", names(device.toUpperCase(java.util.Locale.ROOT))), Reason.NOT_ONE_DEVICE);
        refused(request(newKeys("P-256"), "", names("urn:uuid:1-2-3-4-5")), Reason.NOT_ONE_DEVICE);
    }

    private void refused(byte[] der, Reason reason) {
        assertThatThrownBy(() -> reader.read(der))
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static byte[] nestedSequences() {
        byte[] content = {};
        while (content.length < 7900) {
            int length = content.length;
            byte[] head = length < 128
                    ? new byte[] {0x30, (byte) length}
                    : length < 256
                            ? new byte[] {0x30, (byte) 0x81, (byte) length}
                            : new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length};
            byte[] next = Arrays.copyOf(head, head.length + length);
            System.arraycopy(content, 0, next, head.length, length);
            content = next;
        }
        return content;
    }

    private static GeneralNames uris(DeviceNames names) {
        return names(names.uris().toArray(String[]::new));
    }

    private static GeneralNames names(String... uris) {
        return new GeneralNames(Arrays.stream(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new));
    }

    private static Extensions extensions(GeneralNames names) throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, names);
        return extensions.generate();
    }

    private static byte[] request(KeyPair keys, String subject, GeneralNames names) throws Exception {
        PKCS10CertificationRequestBuilder builder = builder(keys, subject);
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions(names));
        return finish(builder, keys, "SHA256withECDSA");
    }

    private static byte[] signedRequest(KeyPair keys, KeyPair signer, String algorithm, Extensions extensions)
            throws Exception {
        PKCS10CertificationRequestBuilder builder = builder(keys, "");
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions);
        return finish(builder, signer, algorithm);
    }

    private static PKCS10CertificationRequestBuilder builder(KeyPair keys, String subject) {
        return new PKCS10CertificationRequestBuilder(
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static byte[] finish(PKCS10CertificationRequestBuilder builder, KeyPair signer, String algorithm)
            throws Exception {
        return builder.build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(PkiProvider.INSTANCE)
                        .build(signer.getPrivate()))
                .getEncoded();
    }
}
