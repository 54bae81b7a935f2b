package org.konsil.protocol.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The frozen contents and ledger scripts that the app reads as well: protocol/test-vectors/content.json. */
public final class ContentVectors {

    private ContentVectors() {}

    public static List<JsonNode> all(String name) {
        try {
            JsonNode file = new ObjectMapper()
                    .readTree(Path.of("test-vectors", "content.json").toFile());
            return StreamSupport.stream(file.get(name).spliterator(), false).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
