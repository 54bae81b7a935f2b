package org.konsil.protocol.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.konsil.protocol.proof.tree.TreeHash;

/** The log that Go made: protocol/test-vectors/proof.json. */
final class ProofVectors {

    private ProofVectors() {}

    static JsonNode all() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("test-vectors", "proof.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<TreeHash> path(JsonNode one) {
        return each(one.get("path")).stream()
                .map(JsonNode::asText)
                .map(TreeHash::ofBase64)
                .toList();
    }

    static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
