package org.konsil.protocol.mls.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

@DisplayName("C1 A5 key packages")
class KeyPackageCheckTest {

    private static final KeyPackageCheck CHECK = new KeyPackageCheck(CipherSuite.P256, Duration.ofDays(90));

    private final Device anna = Device.p256("anna");

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void acceptsAKeyPackageAndNamesItsChain(CipherSuite suite) {
        Device device = new Device("anna", suite);
        KeyPackage sent = KeyPackage.decode(device.keyPackage().encode());

        VerifiedKeyPackage accepted = new KeyPackageCheck(suite, Duration.ofDays(90)).check(sent, Device.NOW);

        assertThat(accepted.keyPackage()).isEqualTo(sent);
        assertThat(accepted.reference()).isEqualTo(sent.reference());
        assertThat(accepted.certificates()).isEqualTo(device.credential.certificates());
    }

    @Test
    @DisplayName("B2 refuses a certificate that does not carry the leaf's key")
    void refusesACertificateOfAnotherKey() {
        Device eve = Device.p256("eve");
        LeafNode leaf = eve.leaf(new LeafSource.InKeyPackage(eve.lifetime()));
        LeafNode annas = withCredential(leaf, anna.credential);

        assertFault(Fault.CERTIFICATE_KEY_MISMATCH, eve.keyPackage(annas), Device.NOW);
    }

    @Test
    void refusesACertificateOfAnotherAlgorithm() {
        LeafNode leaf = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));
        Device other = new Device("anna", CipherSuite.X25519_ED25519);

        assertFault(
                Fault.CERTIFICATE_KEY_MISMATCH, anna.keyPackage(withCredential(leaf, other.credential)), Device.NOW);
    }

    @Test
    void refusesAMissingOrBrokenCertificate() {
        LeafNode leaf = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));

        for (List<Bytes> chain : List.of(List.<Bytes>of(), List.of(Bytes.of(new byte[] {0x30, 0})))) {
            KeyPackage broken = anna.keyPackage(withCredential(leaf, new Credential.X509(chain)));
            assertFault(Fault.CERTIFICATE_MALFORMED, broken, Device.NOW);
        }
    }

    @Test
    void refusesAnotherVersionOrSuite() {
        KeyPackage good = anna.keyPackage();

        assertFault(Fault.UNSUPPORTED_VERSION, with(good, 2, 2), Device.NOW);
        assertFault(Fault.UNSUPPORTED_SUITE, with(good, 1, 1), Device.NOW);
        assertFault(Fault.UNSUPPORTED_SUITE, with(good, 1, 7), Device.NOW);
    }

    @Test
    void refusesBeforeAndAfterItsLifetimeAndALifetimeTooLong() {
        KeyPackage good = anna.keyPackage();

        assertFault(Fault.LIFETIME_NOT_CURRENT, good, Device.NOW.minus(Duration.ofHours(2)));
        assertFault(Fault.LIFETIME_NOT_CURRENT, good, Device.NOW.plus(Duration.ofDays(31)));
        LeafNode eternal = anna.leaf(new LeafSource.InKeyPackage(new Lifetime(0, -1L)));
        assertFault(Fault.LIFETIME_TOO_LONG, anna.keyPackage(eternal), Device.NOW);
    }

    @Test
    void refusesALeafFromAnotherSource() {
        assertFault(Fault.WRONG_LEAF_SOURCE, anna.keyPackage(anna.leaf(new LeafSource.InUpdate())), Device.NOW);
    }

    @Test
    void refusesTheSameKeyTwice() {
        LeafNode leaf = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));

        KeyPackage same = LeafSigner.sign(leaf, leaf.encryptionKey(), CipherSuite.P256, anna.privateKey());

        assertFault(Fault.KEYS_NOT_UNIQUE, same, Device.NOW);
    }

    @Test
    @DisplayName("B11 refuses a leaf that does not claim what it uses")
    void refusesALeafThatLacksACapability() {
        LeafNode leaf = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));
        for (Capabilities lacking : List.of(
                Capabilities.of(List.of(1), List.of(Credential.X509)),
                Capabilities.of(List.of(2), List.of(Credential.BASIC)),
                new Capabilities(List.of(), List.of(2), List.of(), List.of(), List.of(Credential.X509)))) {
            LeafNode changed = new LeafNode(
                    leaf.encryptionKey(),
                    leaf.signatureKey(),
                    leaf.credential(),
                    lacking,
                    leaf.source(),
                    leaf.extensions(),
                    leaf.signature());
            assertFault(Fault.CAPABILITIES_MISSING, anna.keyPackage(changed), Device.NOW);
        }
    }

    @Test
    @DisplayName("T6 refuses a compressed point and one off the curve")
    void refusesKeysThatAreNoUncompressedPoints() {
        byte[] point = anna.signatureKey().toArray();
        byte[] compressed = java.util.Arrays.copyOf(point, 33);
        compressed[0] = 2;
        byte[] off = point.clone();
        off[64] ^= 1;
        for (byte[] key : List.of(compressed, off, new byte[0], new byte[65])) {
            assertThatThrownBy(() -> CipherSuite.P256.signatureKey(Bytes.of(key)))
                    .isInstanceOfSatisfying(
                            MlsValidationException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(Fault.MALFORMED_KEY));
        }
    }

    @Test
    void refusesSignaturesOfAnotherKey() {
        Device eve = Device.p256("eve");
        LeafNode annas = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));

        assertFault(Fault.SIGNATURE_INVALID, eve.keyPackage(annas), Device.NOW);
        KeyPackage outer = anna.keyPackage().withSignature(anna.keyPackage().signature());
        assertFault(Fault.SIGNATURE_INVALID, outer, Device.NOW);
    }

    @Test
    void refusesEveryKeyPackageWithOneBitChanged() {
        byte[] good = anna.keyPackage().encode();
        Random random = new Random(9420);

        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> CHECK.check(KeyPackage.decode(bad), Device.NOW))
                    .isInstanceOfAny(MlsFormatException.class, MlsValidationException.class);
        }
    }

    @Test
    @DisplayName("B9 extensions that are not known, last_resort and private ones, are carried unread and stay signed")
    void carriesUnknownExtensions() {
        Extensions unknown = new Extensions(List.of(
                new Extension(0x000A, Bytes.EMPTY),
                new Extension(0xF001, Bytes.of(new byte[] {1, 2, 3})),
                new Extension(0x0A0A, Bytes.EMPTY)));
        LeafNode plain = anna.leaf(new LeafSource.InKeyPackage(anna.lifetime()));
        LeafNode leaf = new LeafNode(
                plain.encryptionKey(),
                plain.signatureKey(),
                plain.credential(),
                new Capabilities(List.of(1), List.of(2), List.of(0x000A, 0xF001, 0x0A0A), List.of(), List.of(2)),
                plain.source(),
                unknown,
                Bytes.EMPTY);
        KeyPackage signed = anna.keyPackage(leaf);
        KeyPackage unsigned = new KeyPackage(1, 2, signed.initKey(), signed.leafNode(), unknown, Bytes.EMPTY);
        KeyPackage sent = unsigned.withSignature(
                CipherSuite.P256.signWithLabel(anna.privateKey(), "KeyPackageTBS", unsigned.toBeSigned()));

        KeyPackage received = KeyPackage.decode(sent.encode());

        assertThat(received.encode()).isEqualTo(sent.encode());
        assertThat(received.extensions().find(0xF001)).contains(Bytes.of(new byte[] {1, 2, 3}));
        assertThat(CHECK.check(received, Device.NOW).keyPackage()).isEqualTo(sent);
    }

    private static KeyPackage with(KeyPackage good, int version, int suite) {
        return new KeyPackage(version, suite, good.initKey(), good.leafNode(), good.extensions(), good.signature());
    }

    private static LeafNode withCredential(LeafNode leaf, Credential credential) {
        return new LeafNode(
                leaf.encryptionKey(),
                leaf.signatureKey(),
                credential,
                leaf.capabilities(),
                leaf.source(),
                leaf.extensions(),
                leaf.signature());
    }

    private static void assertFault(Fault fault, KeyPackage keyPackage, Instant now) {
        assertThatThrownBy(() -> CHECK.check(keyPackage, now))
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }
}
