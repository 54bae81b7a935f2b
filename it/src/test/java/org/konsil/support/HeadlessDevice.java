package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.konsil.client.demo.DemoPerson;

/** The app's own core under Node: a person's device without a screen, driven by lines of JSON. */
public final class HeadlessDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 180_000;

    private final RunningSystem system;
    private final Process node;
    private final Writer in;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

    private HeadlessDevice(RunningSystem system) {
        this.system = system;
        try {
            ProcessBuilder builder = new ProcessBuilder("node", System.getProperty("konsil.headless"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("KONSIL_URL", system.https().toString());
            builder.environment().put("NODE_EXTRA_CA_CERTS", system.rootPem().toString());
            node = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = node.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "headless device " + node.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** A device of this person: signed in, enrolled, online. */
    public static HeadlessDevice enrolled(RunningSystem system, DemoPerson person) {
        HeadlessDevice device = new HeadlessDevice(system);
        device.ask("signIn", "user", person.username(), "password", system.password());
        device.ask("enrol", "code", system.hardwareCode(person));
        return device;
    }

    public JsonNode findPeople(String words) {
        return ask("findPeople", "words", words);
    }

    public String startConversation(String userId) {
        return ask("startConversation", "userId", userId).get("conversationId").asText();
    }

    /** Sends, and gives back the message's id. */
    public String send(String conversation, String text) {
        ask("send", "conversationId", conversation, "text", text);
        return StreamSupport.stream(messages(conversation).spliterator(), false)
                .filter(message -> message.get("own").asBoolean()
                        && message.get("text").asText().equals(text))
                .reduce((first, last) -> last)
                .orElseThrow()
                .get("id")
                .asText();
    }

    /** Sends without waiting for anything. */
    public void post(String conversation, String text) {
        command("send", "conversationId", conversation, "text", text);
    }

    public void waitFor(String conversation, String text) {
        awaitText(conversation, text);
    }

    /** Waits for a message with this text, or file of this name; its id. */
    public String awaitText(String conversation, String text) {
        return ask("waitFor", "conversationId", conversation, "text", text, "timeoutMs", Long.toString(PATIENCE_MILLIS))
                .get("id")
                .asText();
    }

    /** Seals the file and has it on its way. */
    public void sendFile(String conversation, Path file, String mediaType) {
        ask("sendFile", "conversationId", conversation, "path", file.toString(), "type", mediaType);
    }

    /** Waits until the server has this device's message with this text, or file of this name. */
    public void awaitAccepted(String conversation, String text) {
        system.await(
                text + " accepted",
                () -> StreamSupport.stream(messages(conversation).spliterator(), false)
                        .anyMatch(one -> one.get("text").asText().equals(text)
                                && List.of("accepted", "delivered")
                                        .contains(one.get("state").asText())));
    }

    /** Fetches what is missing of a message's file, and saves it. */
    public void fetchFile(String conversation, String message, Path into) {
        ask("fetchFile", "conversationId", conversation, "messageId", message, "path", into.toString());
    }

    /** The code with which fetching is refused; empty if it is not. */
    public String refusesFile(String conversation, String message, Path into) {
        return answerTo("fetchFile", "conversationId", conversation, "messageId", message, "path", into.toString())
                .path("error")
                .path("code")
                .asText();
    }

    public void deleteForAll(String conversation, String message) {
        ask("deleteForAll", "conversationId", conversation, "messageId", message);
    }

    public void deleteEverythingForAll(String conversation) {
        ask("deleteEverythingForAll", "conversationId", conversation);
    }

    /** Tells the others from now on what its owner has read. */
    public void sendReadReceipts() {
        ask("sendReadReceipts");
    }

    /** Its owner looks at the conversation. */
    public void markRead(String conversation) {
        ask("markRead", "conversationId", conversation);
    }

    /** Asks the server, and says of the message with this text on how many of the other devices it is: {@code 1 of 2}. */
    public String reachOf(String conversation, String text) {
        ask("askReach", "conversationId", conversation);
        JsonNode reach = message(conversation, text).path("reach");
        return reach.path("holding").asInt() + " of " + reach.path("devices").asInt();
    }

    /** How many people say that they have read the message with this text. */
    public int readersOf(String conversation, String text) {
        return message(conversation, text).path("readBy").size();
    }

    private JsonNode message(String conversation, String text) {
        return StreamSupport.stream(messages(conversation).spliterator(), false)
                .filter(one -> one.get("text").asText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until this message has been deleted here. */
    public void awaitDeleted(String conversation, String message) {
        system.await(
                message + " deleted",
                () -> StreamSupport.stream(messages(conversation).spliterator(), false)
                        .anyMatch(one -> one.get("id").asText().equals(message)
                                && one.get("kind").asText().equals("deleted")));
    }

    /** Renews its certificate if the end is near at that time; whether it has a new one. */
    public boolean renew(Instant at) {
        return ask("renew", "atMs", Long.toString(at.toEpochMilli()))
                .get("renewed")
                .asBoolean();
    }

    public void disconnect() {
        ask("disconnect");
    }

    public void connect() {
        ask("connect");
    }

    /** What was written, without notices, oldest first. */
    public List<String> texts(String conversation) {
        return StreamSupport.stream(messages(conversation).spliterator(), false)
                .filter(message -> message.get("kind").asText().equals("text"))
                .map(message -> message.get("text").asText())
                .toList();
    }

    /** What the conversation itself says of its state, oldest first. */
    public List<String> notices(String conversation) {
        return StreamSupport.stream(messages(conversation).spliterator(), false)
                .filter(message -> message.get("kind").asText().equals("notice"))
                .map(message -> message.get("text").asText())
                .toList();
    }

    /** Which parts of long texts are missing and were asked for again, counted from 1. */
    public List<Integer> lostParts(String conversation) {
        return StreamSupport.stream(messages(conversation).spliterator(), false)
                .flatMap(message ->
                        StreamSupport.stream(message.path("parts").path("lost").spliterator(), false))
                .map(JsonNode::asInt)
                .toList();
    }

    /** How many own messages are in one of these states. */
    public int countInState(String conversation, String... states) {
        return (int) StreamSupport.stream(messages(conversation).spliterator(), false)
                .filter(message -> message.get("own").asBoolean())
                .filter(message ->
                        Arrays.asList(states).contains(message.get("state").asText()))
                .count();
    }

    /** Waits until this message is in this state, or further. */
    public void awaitState(String conversation, String message, String state) {
        List<String> enough = state.equals("accepted") ? List.of("accepted", "delivered") : List.of(state);
        system.await(
                message + " " + state,
                () -> StreamSupport.stream(messages(conversation).spliterator(), false)
                        .anyMatch(one -> one.get("id").asText().equals(message)
                                && enough.contains(one.get("state").asText())));
    }

    /** Waits until every own message is in this state. */
    public void awaitAll(String conversation, String state) {
        system.await(
                "all " + state,
                () -> StreamSupport.stream(messages(conversation).spliterator(), false)
                        .filter(message -> message.get("own").asBoolean()
                                && message.get("kind").asText().equals("text"))
                        .allMatch(message -> message.get("state").asText().equals(state)));
    }

    @Override
    public void close() {
        node.destroy();
    }

    private JsonNode messages(String conversation) {
        return ask("messages", "conversationId", conversation);
    }

    private JsonNode ask(String what, String... fields) {
        JsonNode answer = answerTo(what, fields);
        assertThat(answer.has("error")).as("%s: %s", what, answer).isFalse();
        return answer.get("ok");
    }

    private JsonNode answerTo(String what, String... fields) {
        try {
            return command(what, fields).get(PATIENCE_MILLIS + 10_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("the device does not answer to " + what, e);
        }
    }

    private CompletableFuture<JsonNode> command(String what, String... fields) {
        long id = ids.incrementAndGet();
        ObjectNode line = JSON.createObjectNode().put("id", id).put("do", what);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].endsWith("Ms")) {
                line.put(fields[i], Long.parseLong(fields[i + 1]));
            } else {
                line.put(fields[i], fields[i + 1]);
            }
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        try {
            synchronized (in) {
                in.write(line + "\n");
                in.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the device is gone", e);
        }
        return answer;
    }

    private void read() {
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode answer = JSON.readTree(line);
                CompletableFuture<JsonNode> waiting =
                        open.remove(answer.path("id").asLong());
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
        } catch (IOException e) {
            open.values().forEach(waiting -> waiting.completeExceptionally(e));
        }
        open.values().forEach(waiting -> waiting.completeExceptionally(new AssertionError("the device ended")));
    }
}
