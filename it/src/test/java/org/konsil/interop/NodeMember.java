package org.konsil.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.leaf.ExternalSender;

/** A device with the app's engine. */
final class NodeMember implements Member {

    private static final HexFormat HEX = HexFormat.of();

    private final NodeProcess node;
    private final String name;

    NodeMember(NodeProcess node, String name) {
        this.node = node;
        this.name = name;
        node.ask(NodeProcess.order("device", name));
    }

    private ObjectNode order(String deed) {
        return NodeProcess.order(deed, name);
    }

    private JsonNode ask(String deed, byte[] bytes) {
        return node.ask(order(deed).put("bytes", HEX.formatHex(bytes)));
    }

    private static byte[] bytes(JsonNode answer, String name) {
        return HEX.parseHex(answer.get(name).asText());
    }

    private static String hex(List<ExternalSender> senders) {
        return HEX.formatHex(ExternalSender.listOf(senders).encode());
    }

    @Override
    public byte[] keyPackage() {
        return bytes(node.ask(order("keyPackage")), "bytes");
    }

    @Override
    public void create(byte[] groupId, List<ExternalSender> senders) {
        node.ask(order("create").put("bytes", HEX.formatHex(groupId)).put("senders", hex(senders)));
    }

    @Override
    public void join(byte[] welcome) {
        ask("join", welcome);
    }

    @Override
    public Committed commit(Change change) {
        ObjectNode order = order("commit");
        change.add().forEach(one -> order.withArray("add").add(HEX.formatHex(one)));
        change.remove().forEach(leaf -> order.withArray("remove").add(leaf));
        if (change.senders() != null) {
            order.put("senders", hex(change.senders()));
        }
        if (change.psk() != null) {
            order.put("psk", HEX.formatHex(change.psk()));
        }
        JsonNode made = node.ask(order);
        return new Committed(bytes(made, "commit"), made.has("welcome") ? bytes(made, "welcome") : null);
    }

    @Override
    public byte[] joinExternally(byte[] groupInfo, @Nullable Integer leaf) {
        ObjectNode order = order("joinExternally").put("bytes", HEX.formatHex(groupInfo));
        if (leaf != null) {
            order.withArray("remove").add(leaf);
        }
        return bytes(node.ask(order), "commit");
    }

    @Override
    public byte @Nullable [] receive(byte[] message) {
        JsonNode received = ask("receive", message);
        return received.has("text") ? bytes(received, "text") : null;
    }

    @Override
    public byte[] seal(byte[] text) {
        return bytes(ask("seal", text), "bytes");
    }

    @Override
    public byte[] groupInfo() {
        return bytes(node.ask(order("groupInfo")), "bytes");
    }

    @Override
    public View view() {
        JsonNode view = node.ask(order("view"));
        return new View(
                view.get("context").asText(),
                view.get("authenticator").asText(),
                view.get("leaf").asInt(),
                view.get("active").asBoolean());
    }

    @Override
    public void store() {
        node.ask(order("store"));
    }

    @Override
    public String toString() {
        return name;
    }
}
