package org.konsil.server.cluster;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MembershipBegun;

/**
 * One message on the topic between the nodes, as JSON. The numbers of one run are dense, so that a listener sees that it missed
 * one.
 *
 * @param node the name of the node that tells
 * @param run another one at each start of the node
 * @param number from 1, one more with each message of the run; one that was skipped stands for news that were lost
 */
public record NodeMessage(String node, UUID run, long number, NodeNews news) {

    /** Longer texts are refused before they are parsed. */
    public static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    /** What goes over the topic. */
    public String toText() {
        JsonObjectBuilder delivered = Json.createObjectBuilder();
        news.delivered().forEach((conversation, seq) -> delivered.add(conversation.toString(), seq));
        JsonArrayBuilder begun = Json.createArrayBuilder();
        for (MembershipBegun membership : news.begun()) {
            begun.add(Json.createArrayBuilder()
                    .add(membership.device().toString())
                    .add(membership.conversation().toString()));
        }
        return Json.createObjectBuilder()
                .add("node", node)
                .add("run", run.toString())
                .add("number", number)
                .add("begun", begun)
                .add("grown", array(news.grown().stream()))
                .add("delivered", delivered)
                .add("closed", array(news.closed().stream()))
                .build()
                .toString();
    }

    private static JsonArrayBuilder array(Stream<?> ids) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        ids.map(Object::toString).forEach(array::add);
        return array;
    }

    /** @throws IllegalArgumentException if the text is not one of these messages */
    public static NodeMessage parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a message of " + text.length() + " characters between nodes");
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject read = reader.readObject();
            return new NodeMessage(
                    read.getString("node"),
                    UUID.fromString(read.getString("run")),
                    read.getJsonNumber("number").longValueExact(),
                    new NodeNews(
                            begun(read.getJsonArray("begun")),
                            ids(read.getJsonArray("grown"), ConversationId::new),
                            delivered(read.getJsonObject("delivered")),
                            ids(read.getJsonArray("closed"), DeviceId::new)));
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException
                | ArithmeticException unusable) {
            throw new IllegalArgumentException("not a message between nodes", unusable);
        }
    }

    private static List<MembershipBegun> begun(JsonArray pairs) {
        return pairs.getValuesAs(JsonArray.class).stream()
                .map(pair -> new MembershipBegun(new ConversationId(id(pair.get(1))), new DeviceId(id(pair.get(0)))))
                .toList();
    }

    private static Map<ConversationId, Long> delivered(JsonObject object) {
        Map<ConversationId, Long> delivered = new LinkedHashMap<>();
        for (String conversation : object.keySet()) {
            delivered.put(
                    new ConversationId(UUID.fromString(conversation)),
                    object.getJsonNumber(conversation).longValueExact());
        }
        return delivered;
    }

    private static <T> Set<T> ids(JsonArray array, Function<UUID, T> type) {
        return array.stream().map(NodeMessage::id).map(type).collect(Collectors.toSet());
    }

    private static UUID id(JsonValue value) {
        return UUID.fromString(((JsonString) value).getString());
    }
}
