package org.konsil.protocol.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** The RFCs' vectors, which the app reads as well: protocol/test-vectors/vault.json. */
final class VaultVectors {

    private VaultVectors() {}

    static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("test-vectors", "vault.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static byte[] bytes(JsonNode object, String name) {
        return HexFormat.of().parseHex(object.get(name).asText());
    }
}
