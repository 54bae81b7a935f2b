package org.konsil.client.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.testing.Clinic;
import org.konsil.protocol.content.Attachment;
import org.konsil.protocol.content.ContentRefusedException;
import org.konsil.protocol.content.Manifest;

@DisplayName("C2 what a message says of its attachment")
class EnclosureTest {

    private static final ByteString GROUP = ByteString.copyFrom(new byte[16]);
    private static final ByteString OTHER =
            ByteString.copyFrom("another group 16".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final Clinic clinic = new Clinic();
    private final OwnDevice anna = clinic.device(UUID.randomUUID());
    private final OwnDevice eve = clinic.device(UUID.randomUUID());
    private final Enclosure enclosure =
            new Enclosure(UUID.randomUUID(), 172, new byte[32], new byte[32], "Befund.pdf", "application/pdf");

    @Test
    void countsWhenTheSendersDeviceSignedIt() {
        assertThat(read(GROUP, signed(enclosure), anna).id()).isEqualTo(enclosure.id());
        assertThat(read(GROUP, signed(enclosure), anna).plainBytes()).isEqualTo(100);
    }

    @Test
    void countsNotForAnotherDeviceOrConversation() {
        assertThatThrownBy(() -> read(GROUP, signed(enclosure), eve)).isInstanceOf(ContentRefusedException.class);
        assertThatThrownBy(() -> read(OTHER, signed(enclosure), anna)).isInstanceOf(ContentRefusedException.class);
    }

    @Test
    void countsNotWhenABitOfTheManifestIsTurned() {
        Manifest good = signed(enclosure).getManifest();
        byte[] hash = good.getHashes(0).toByteArray();
        hash[31] ^= 1;
        byte[] signature = good.getSignature().toByteArray();
        signature[signature.length - 1] ^= 1;

        for (Manifest forged : java.util.List.of(
                good.toBuilder().setHashes(0, ByteString.copyFrom(hash)).build(),
                good.toBuilder().setBytes(good.getBytes() ^ 1).build(),
                good.toBuilder().setId(OTHER).build(),
                good.toBuilder().setSignature(ByteString.copyFrom(signature)).build())) {
            Attachment attachment =
                    signed(enclosure).toBuilder().setManifest(forged).build();
            assertThatThrownBy(() -> read(GROUP, attachment, anna)).isInstanceOf(ContentRefusedException.class);
        }
    }

    @Test
    void countsNotWithALengthThatNoStreamHas() {
        Enclosure impossible = new Enclosure(enclosure.id(), 60, new byte[32], new byte[32], "x", "");

        assertThatThrownBy(() -> read(GROUP, signed(impossible), anna)).isInstanceOf(TamperedException.class);
    }

    private Attachment signed(Enclosure said) {
        return new Outgoing(new UUID(0, 0), said, new byte[32]).content(GROUP, anna);
    }

    private static Enclosure read(ByteString group, Attachment attachment, OwnDevice sender) {
        return Enclosure.of(group, attachment, sender.certificate().publicKey());
    }
}
