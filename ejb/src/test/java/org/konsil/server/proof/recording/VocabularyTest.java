package org.konsil.server.proof.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A9 N3 the words of the proof log")
class VocabularyTest {

    private static final Path SCHEMA = Path.of("..", "docs", "protocol", "proof-events.schema.json");

    @Test
    @DisplayName("are those that the published schema has, kind by kind and field by field")
    void areThoseOfTheSchema() throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(SCHEMA))) {
            for (JsonObject kind : reader.readObject().getJsonArray("oneOf").getValuesAs(JsonObject.class)) {
                JsonObject properties = kind.getJsonObject("properties");
                JsonObject subject = properties.getJsonObject("subject");
                assertThat(subject.getBoolean("additionalProperties")).isFalse();
                published.put(
                        properties.getJsonObject("kind").getString("const"),
                        new TreeSet<>(subject.getJsonObject("properties").keySet()));
            }
        }

        assertThat(published).isEqualTo(new TreeMap<>(Vocabulary.kinds()));
    }

    @Test
    @DisplayName("are closed: another kind or field undoes the act")
    void areClosed() {
        Vocabulary.require("device-removed", Set.of("device", "owner"));

        assertThatThrownBy(() -> Vocabulary.require("device-removed", Set.of("device", "name")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vocabulary.require("message-read", Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
