package org.konsil.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The app's engine under Node: one order a line, one answer a line. */
final class NodeProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final Writer in;
    private final BufferedReader out;

    NodeProcess() {
        try {
            node = new ProcessBuilder("node", System.getProperty("konsil.mixed"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException noNode) {
            throw new UncheckedIOException(noNode);
        }
        in = node.outputWriter(StandardCharsets.UTF_8);
        out = node.inputReader(StandardCharsets.UTF_8);
    }

    static ObjectNode order(String deed, String device) {
        return JSON.createObjectNode().put("do", deed).put("device", device);
    }

    JsonNode ask(ObjectNode order) {
        try {
            in.write(order + "\n");
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("node ended at " + order.get("do"));
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError(
                        order.get("do").asText() + " by " + order.get("device").asText() + ": "
                                + answer.get("error").asText());
            }
            return answer.get("ok");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        node.destroy();
    }
}
