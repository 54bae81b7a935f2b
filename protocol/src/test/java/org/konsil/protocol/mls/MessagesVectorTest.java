package org.konsil.protocol.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupSecrets;

@DisplayName("C1 messages.json: every structure")
class MessagesVectorTest {

    private static final Map<String, Function<MlsReader, ? extends MlsStruct>> KINDS = new LinkedHashMap<>();

    static {
        for (String message : List.of(
                "mls_welcome",
                "mls_group_info",
                "mls_key_package",
                "public_message_application",
                "public_message_proposal",
                "public_message_commit",
                "private_message")) {
            KINDS.put(message, MlsMessage::read);
        }
        KINDS.put("ratchet_tree", TreeNodes::read);
        KINDS.put("group_secrets", GroupSecrets::read);
        KINDS.put("commit", Commit::read);
        KINDS.put("add_proposal", body(Proposal.ADD));
        KINDS.put("update_proposal", body(Proposal.UPDATE));
        KINDS.put("remove_proposal", body(Proposal.REMOVE));
        KINDS.put("pre_shared_key_proposal", body(Proposal.PSK));
        KINDS.put("re_init_proposal", body(Proposal.REINIT));
        KINDS.put("external_init_proposal", body(Proposal.EXTERNAL_INIT));
        KINDS.put("group_context_extensions_proposal", body(Proposal.GROUP_CONTEXT_EXTENSIONS));
    }

    private static Function<MlsReader, MlsStruct> body(int type) {
        return reader -> {
            Proposal proposal = Proposal.readBody(type, reader);
            return proposal::writeBody;
        };
    }

    @TestFactory
    Stream<DynamicTest> isWrittenAsItWasRead() {
        List<JsonNode> cases = Vectors.cases("messages");
        return KINDS.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    for (JsonNode one : cases) {
                        byte[] bytes = Vectors.hex(one.get(kind.getKey()));
                        assertThat(MlsReader.readAll(bytes, kind.getValue()).encode())
                                .isEqualTo(bytes);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedWhenItEndsTooEarlyOrTooLate() {
        JsonNode one = Vectors.cases("messages").get(0);
        return KINDS.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    byte[] bytes = Vectors.hex(one.get(kind.getKey()));
                    for (int length = 0; length < bytes.length; length++) {
                        byte[] cut = Arrays.copyOf(bytes, length);
                        assertThatThrownBy(() -> MlsReader.readAll(cut, kind.getValue()))
                                .isInstanceOf(MlsFormatException.class);
                    }
                    assertThatThrownBy(() -> MlsReader.readAll(Arrays.copyOf(bytes, bytes.length + 1), kind.getValue()))
                            .isInstanceOf(MlsFormatException.class);
                }));
    }
}
