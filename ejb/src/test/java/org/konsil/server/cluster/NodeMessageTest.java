package org.konsil.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MembershipBegun;

class NodeMessageTest {

    private final ConversationId ward = new ConversationId(UUID.randomUUID());
    private final ConversationId duty = new ConversationId(UUID.randomUUID());
    private final DeviceId phone = new DeviceId(UUID.randomUUID());

    @Test
    void comesAsItWent() {
        NodeNews news = new NodeNews(
                List.of(new MembershipBegun(duty, phone)), Set.of(ward, duty), Map.of(ward, 1L << 40), Set.of(phone));
        NodeMessage message = new NodeMessage("node-2", UUID.randomUUID(), 17, news);

        assertThat(NodeMessage.parse(message.toText())).isEqualTo(message);
    }

    @Test
    void saysThatTheNodeIsThere() {
        NodeMessage message = new NodeMessage("node-2", UUID.randomUUID(), 1, NodeNews.NONE);

        assertThat(NodeMessage.parse(message.toText())).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"node\":\"a\",\"run\":\"x\",\"number\":1,\"begun\":[],\"grown\":[],\"delivered\":{},\"closed\":[]}",
                "{\"node\":\"a\",\"run\":\"0-0-0-0-1\",\"number\":1.5,\"begun\":[],\"grown\":[],\"delivered\":{},\"closed\":[]}",
                "{\"node\":\"a\",\"run\":\"0-0-0-0-1\",\"number\":1,\"begun\":[[]],\"grown\":[],\"delivered\":{},\"closed\":[]}",
                "{\"node\":\"a\",\"run\":\"0-0-0-0-1\",\"number\":1,\"begun\":[],\"grown\":[1],\"delivered\":{},\"closed\":[]}"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NodeMessage.parse(text));
    }

    @Test
    @DisplayName("refuses what is too long before it is parsed")
    void isBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeMessage.parse("[".repeat(NodeMessage.MOST_CHARACTERS + 1)))
                .withMessageContaining("characters");
    }
}
