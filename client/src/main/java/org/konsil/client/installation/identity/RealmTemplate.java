package org.konsil.client.installation.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.konsil.client.installation.layout.InstallationException;

/** Fills the places {@code @NAME@} of the realm file; works on the parsed JSON, so that no value can break out of it. */
final class RealmTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode template;

    RealmTemplate(Path file) throws IOException {
        this(JSON.readTree(file.toFile()));
    }

    RealmTemplate(JsonNode template) {
        this.template = template;
    }

    /** The realm with every place filled. */
    JsonNode render(Map<String, String> values) {
        return render(template, values);
    }

    private static JsonNode render(JsonNode node, Map<String, String> values) {
        if (node.isTextual()) {
            return TextNode.valueOf(fill(node.textValue(), values));
        }
        if (node.isArray()) {
            ArrayNode filled = JSON.createArrayNode();
            node.forEach(element -> filled.add(render(element, values)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JSON.createObjectNode();
            node.properties().forEach(field -> filled.set(field.getKey(), render(field.getValue(), values)));
            return filled;
        }
        return node;
    }

    private static String fill(String text, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', from)) {
            int end = text.indexOf('@', at + 1);
            String value = end < 0 ? null : values.get(text.substring(at + 1, end));
            if (value == null) {
                throw new InstallationException("nothing is known for the place in '" + text + "'");
            }
            filled.append(text, from, at).append(value);
            from = end + 1;
        }
        return filled.append(text, from, text.length()).toString();
    }
}
