package org.konsil.protocol.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.RawKeys;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("C1 the cipher suites")
class CipherSuiteVectorTest {

    @TestFactory
    Stream<DynamicTest> doesWhatCryptoBasicsJsonSays() {
        return Vectors.cases("crypto-basics").stream().flatMap(one -> {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            return Stream.of(
                    test(suite, "RefHash", () -> refHash(suite, one.get("ref_hash"))),
                    test(suite, "ExpandWithLabel", () -> expand(suite, one.get("expand_with_label"))),
                    test(suite, "DeriveSecret", () -> derive(suite, one.get("derive_secret"))),
                    test(suite, "DeriveTreeSecret", () -> deriveTree(suite, one.get("derive_tree_secret"))),
                    test(suite, "SignWithLabel", () -> sign(suite, one.get("sign_with_label"))),
                    test(suite, "EncryptWithLabel", () -> encrypt(suite, one.get("encrypt_with_label"))));
        });
    }

    private static DynamicTest test(CipherSuite suite, String name, org.junit.jupiter.api.function.Executable run) {
        return DynamicTest.dynamicTest(suite + " " + name, run);
    }

    private static void refHash(CipherSuite suite, JsonNode one) {
        assertThat(suite.refHash(one.get("label").asText(), Vectors.hex(one.get("value"))))
                .isEqualTo(Vectors.bytes(one.get("out")));
    }

    private static void expand(CipherSuite suite, JsonNode one) {
        SecretBytes out = suite.expandWithLabel(
                Vectors.secret(one.get("secret")),
                one.get("label").asText(),
                Vectors.hex(one.get("context")),
                one.get("length").asInt());
        assertThat(out).isEqualTo(Vectors.secret(one.get("out")));
    }

    private static void derive(CipherSuite suite, JsonNode one) {
        assertThat(suite.deriveSecret(
                        Vectors.secret(one.get("secret")), one.get("label").asText()))
                .isEqualTo(Vectors.secret(one.get("out")));
    }

    private static void deriveTree(CipherSuite suite, JsonNode one) {
        SecretBytes out = suite.deriveTreeSecret(
                Vectors.secret(one.get("secret")),
                one.get("label").asText(),
                one.get("generation").asLong(),
                one.get("length").asInt());
        assertThat(out).isEqualTo(Vectors.secret(one.get("out")));
    }

    private static void sign(CipherSuite suite, JsonNode one) {
        String label = one.get("label").asText();
        byte[] content = Vectors.hex(one.get("content"));
        PublicKey key = suite.signatureKey(Vectors.bytes(one.get("pub")));
        Bytes own = suite.signWithLabel(RawKeys.signatureKey(suite, Vectors.hex(one.get("priv"))), label, content);

        assertThat(suite.verifyWithLabel(key, label, content, Vectors.bytes(one.get("signature"))))
                .isTrue();
        assertThat(suite.verifyWithLabel(key, label, content, own)).isTrue();
        assertThat(suite.verifyWithLabel(key, label + "x", content, own)).isFalse();
    }

    private static void encrypt(CipherSuite suite, JsonNode one) {
        String label = one.get("label").asText();
        byte[] context = Vectors.hex(one.get("context"));
        SecretBytes plaintext = Vectors.secret(one.get("plaintext"));
        HpkeKeyPair own = new HpkeKeyPair(Vectors.bytes(one.get("pub")), Vectors.secret(one.get("priv")));
        HpkeCiphertext sealed =
                new HpkeCiphertext(Vectors.bytes(one.get("kem_output")), Vectors.bytes(one.get("ciphertext")));

        assertThat(suite.decryptWithLabel(own, label, context, sealed)).isEqualTo(plaintext);
        HpkeCiphertext again = suite.encryptWithLabel(own.publicKey(), label, context, plaintext);
        assertThat(suite.decryptWithLabel(own, label, context, again)).isEqualTo(plaintext);
        assertFault(Fault.DECRYPTION_FAILED, () -> suite.decryptWithLabel(own, label + "x", context, sealed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, 6, 7, 77, 0xf007, 0xffff})
    void refusesOtherSuites(int code) {
        assertFault(Fault.UNSUPPORTED_SUITE, () -> CipherSuite.require(code));
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void refusesCiphertextsWithABitChangedAndKeysThatAreNone(CipherSuite suite) {
        HpkeKeyPair own = suite.generateKeyPair();
        SecretBytes secret = SecretBytes.copyOf(new byte[32]);
        HpkeCiphertext sealed = suite.encryptWithLabel(own.publicKey(), "label", new byte[0], secret);
        byte[] changed = sealed.ciphertext().toArray();
        changed[5] ^= 1;

        assertFault(
                Fault.DECRYPTION_FAILED,
                () -> suite.decryptWithLabel(
                        own, "label", new byte[0], new HpkeCiphertext(sealed.kemOutput(), Bytes.of(changed))));
        assertFault(
                Fault.DECRYPTION_FAILED,
                () -> suite.decryptWithLabel(suite.generateKeyPair(), "label", new byte[0], sealed));
        assertFault(Fault.MALFORMED_KEY, () -> suite.requireEncryptionKey(Bytes.EMPTY));
        assertFault(Fault.MALFORMED_KEY, () -> suite.requireEncryptionKey(Bytes.of(new byte[33])));
        assertFault(
                Fault.MALFORMED_KEY,
                () -> suite.encryptWithLabel(
                        Bytes.of(new byte[own.publicKey().length()]), "label", new byte[0], secret));
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void agreesOnASecretWithTheHolderOfAKey(CipherSuite suite) {
        HpkeKeyPair own = suite.deriveKeyPair(SecretBytes.copyOf(new byte[32]));

        SharedSecret shared = suite.agree(own.publicKey(), "label");

        assertThat(suite.agreed(own, shared.kemOutput(), "label")).isEqualTo(shared.secret());
        assertThat(suite.agreed(own, shared.kemOutput(), "other")).isNotEqualTo(shared.secret());
    }

    @Test
    void aSecretIsWipedAndSaysNothing() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(bytes);
        bytes[0] = 9;
        assertThat(secret.copyBytes()).containsExactly(1, 2, 3);
        assertThat(secret.toString()).doesNotContain("1", "2", "3");

        secret.close();

        assertThat(secret.isWiped()).isTrue();
        assertThatThrownBy(secret::copyBytes).isInstanceOf(IllegalStateException.class);
    }

    private static void assertFault(Fault fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }
}
