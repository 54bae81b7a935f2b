package org.konsil.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ids on the wire")
class IdsTest {

    @Test
    void areTheSixteenBytesOfTheUuid() {
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

        assertThat(Ids.bytes(id).toByteArray()).startsWith(0, 0x11, 0x22).endsWith(0xee, 0xff);
        assertThat(Ids.conversation(Ids.bytes(id)).value()).isEqualTo(id);
    }

    @Test
    void refuseEveryOtherLength() {
        for (int length : new int[] {0, 15, 17}) {
            assertThatThrownBy(() -> Ids.message(ByteString.copyFrom(new byte[length])))
                    .isInstanceOf(MalformedFrameException.class);
        }
    }
}
