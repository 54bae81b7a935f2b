package org.konsil.protocol.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C2 A6 what a device signs about contents")
class ContentSignatureTest {

    private final ByteString conversation = ByteString.copyFrom(new byte[16]);
    private final ByteString device =
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    private final Manifest manifest = SplitText.manifestOf(device, "text").build();
    private final DeletionReceipt receipt = DeletionReceipt.newBuilder()
            .setMessageId(device)
            .setDeletedAtMillis(5)
            .build();
    private KeyPair key;
    private KeyPair other;

    @BeforeEach
    void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair();
        other = generator.generateKeyPair();
    }

    private void requireGood(ContentSignature signed, ByteString signature) {
        signed.requireBy(key.getPublic(), signature);
    }

    @Test
    void isVerifiedWithTheDevicesKeyAlone() {
        for (ContentSignature signed : new ContentSignature[] {
            ContentSignature.ofManifest(conversation, manifest),
            ContentSignature.ofDeletion(conversation, device, receipt)
        }) {
            ByteString signature = signed.sign(key.getPrivate());

            assertThatCode(() -> requireGood(signed, signature)).doesNotThrowAnyException();
            assertThatThrownBy(() -> signed.requireBy(other.getPublic(), signature))
                    .isInstanceOf(ContentRefusedException.class)
                    .hasMessage("SIGNATURE_INVALID");
        }
    }

    @Test
    void isRefusedWithAWrongBit() {
        ContentSignature signed = ContentSignature.ofManifest(conversation, manifest);
        byte[] signature = signed.sign(key.getPrivate()).toByteArray();
        signature[signature.length - 1] ^= 1;

        assertThatThrownBy(() -> requireGood(signed, ByteString.copyFrom(signature)))
                .hasMessage("SIGNATURE_INVALID");
    }

    @Test
    void isRefusedForAnythingElse() {
        ByteString ofManifest =
                ContentSignature.ofManifest(conversation, manifest).sign(key.getPrivate());
        ByteString ofDeletion =
                ContentSignature.ofDeletion(conversation, device, receipt).sign(key.getPrivate());

        for (ContentSignature wrong : new ContentSignature[] {
            ContentSignature.ofManifest(device, manifest),
            ContentSignature.ofManifest(
                    conversation, manifest.toBuilder().setBytes(5).build()),
            ContentSignature.ofManifest(
                    conversation, manifest.toBuilder().setId(conversation).build()),
            ContentSignature.ofManifest(
                    conversation, manifest.toBuilder().addHashes(device).build()),
            ContentSignature.ofDeletion(conversation, device, receipt)
        }) {
            assertThatThrownBy(() -> requireGood(wrong, ofManifest)).hasMessage("SIGNATURE_INVALID");
        }
        for (ContentSignature wrong : new ContentSignature[] {
            ContentSignature.ofDeletion(device, device, receipt),
            ContentSignature.ofDeletion(conversation, conversation, receipt),
            ContentSignature.ofDeletion(
                    conversation,
                    device,
                    receipt.toBuilder().setDeletedAtMillis(6).build()),
            ContentSignature.ofDeletion(
                    conversation,
                    device,
                    receipt.toBuilder().setMessageId(conversation).build())
        }) {
            assertThatThrownBy(() -> requireGood(wrong, ofDeletion)).hasMessage("SIGNATURE_INVALID");
        }
    }
}
