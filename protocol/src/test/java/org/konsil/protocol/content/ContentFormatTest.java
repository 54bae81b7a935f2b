package org.konsil.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("C2 what was decrypted")
class ContentFormatTest {

    @TestFactory
    List<DynamicTest> isReadOrRefusedAsTheVectorsSay() {
        return ContentVectors.all("contents").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> check(one)))
                .toList();
    }

    private static void check(JsonNode vector) {
        byte[] encoded = HexFormat.of().parseHex(vector.get("content").asText());
        if (vector.has("fault")) {
            assertThatThrownBy(() -> ContentFormat.read(encoded))
                    .isInstanceOf(ContentRefusedException.class)
                    .hasMessage(vector.get("fault").asText());
            return;
        }
        ReceivedContent read = ContentFormat.read(encoded);
        assertThat(kindOf(read.content())).isEqualTo(vector.get("kind").asText());
        assertThat(HexFormat.of().formatHex(read.hash().toByteArray()))
                .isEqualTo(vector.get("hash").asText());
        assertThat(read.content().toByteArray()).as("kept byte for byte").isEqualTo(encoded);
    }

    private static String kindOf(Content content) {
        String[] words = content.getBodyCase().name().toLowerCase(Locale.ROOT).split("_");
        if (content.getBodyCase() == Content.BodyCase.BODY_NOT_SET) {
            return "unknown";
        }
        StringBuilder kind = new StringBuilder(words[0]);
        for (int at = 1; at < words.length; at++) {
            kind.append(Character.toUpperCase(words[at].charAt(0))).append(words[at].substring(1));
        }
        return kind.toString();
    }

    @Test
    void isRefusedUnreadWhenItIsTooLarge() {
        assertThatThrownBy(() -> ContentFormat.read(new byte[ContentLimits.MAX_CONTENT_BYTES + 1]))
                .hasMessage("TOO_LARGE");
    }

    @Test
    void isRefusedInAnotherMessagesEnvelope() {
        byte[] encoded = new TestChain("anna").encoded(1);

        assertThatThrownBy(() -> ContentFormat.read(encoded, new byte[ContentLimits.ID_BYTES]))
                .hasMessage("FOREIGN_ENVELOPE");
    }
}
