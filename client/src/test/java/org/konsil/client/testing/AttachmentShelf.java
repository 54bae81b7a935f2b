package org.konsil.client.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sealed attachments at a server in memory, as the server keeps them. Connections can be cut in the middle of what goes up or
 * down ({@link #cut}), and what lies there can be changed.
 */
public final class AttachmentShelf implements AutoCloseable {

    private static final Pattern PATH =
            Pattern.compile("/api/v1/conversations/[0-9a-f-]{36}/attachments/([0-9a-f-]{36})(/upload)?");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Blob> blobs = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean withoutAttachments;
    private int cuts;
    private int cutAfter;

    private static final class Blob {
        private final JsonNode announced;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Blob(JsonNode announced) {
            this.announced = announced;
        }

        long bytes() {
            return announced.path("bytes").asLong();
        }
    }

    public AttachmentShelf() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** So many of the next connections that carry content break after so many bytes of it. */
    public synchronized void cut(int times, int afterBytes) {
        cuts = times;
        cutAfter = afterBytes;
    }

    /** Method and where it begins, of everything that was asked. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Everything that lies here. */
    public synchronized List<byte[]> contents() {
        return blobs.values().stream().map(blob -> blob.content.toByteArray()).toList();
    }

    /** Turns a bit of everything that lies here. */
    public synchronized void forge(int at) {
        for (Blob blob : blobs.values()) {
            byte[] bytes = blob.content.toByteArray();
            bytes[at] ^= 1;
            blob.content.reset();
            blob.content.writeBytes(bytes);
        }
    }

    /** From now on like a server that knows no attachments. */
    public synchronized void offerNothing() {
        withoutAttachments = true;
    }

    /** Everything is gone. */
    public synchronized void empty() {
        blobs.clear();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        if (withoutAttachments) {
            answer(exchange, 404, "{\"type\":\"about:blank\",\"status\":404}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        boolean known =
                ("Bearer " + Delivery.TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!path.matches() || !known) {
            problem(exchange, known ? 404 : 401, "unknown-attachment");
            return;
        }
        String id = path.group(1);
        switch (exchange.getRequestMethod() + (path.group(2) == null ? "" : path.group(2))) {
            case "PUT" -> begin(exchange, id);
            case "PATCH" -> append(exchange, id);
            case "GET/upload" -> state(exchange, id, 200);
            case "GET" -> fetch(exchange, id);
            case "DELETE" -> delete(exchange, id);
            default -> problem(exchange, 405, "method-not-allowed");
        }
    }

    private void begin(HttpExchange exchange, String id) throws IOException {
        JsonNode announced = JSON.readTree(exchange.getRequestBody());
        asked.add("PUT");
        Blob before = blobs.putIfAbsent(id, new Blob(announced));
        if (before != null && !before.announced.equals(announced)) {
            problem(exchange, 409, "attachment-differs");
        } else {
            state(exchange, id, before == null ? 201 : 200);
        }
    }

    private void append(HttpExchange exchange, String id) throws IOException {
        Blob blob = blobs.get(id);
        long offset = Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Offset"));
        asked.add("PATCH " + offset);
        if (blob == null) {
            problem(exchange, 404, "unknown-attachment");
        } else if (offset != blob.content.size()) {
            problem(exchange, 409, "upload-offset-differs");
        } else if (cuts > 0) {
            cuts--;
            blob.content.writeBytes(exchange.getRequestBody().readNBytes(cutAfter));
            exchange.close();
        } else {
            try (InputStream body = exchange.getRequestBody()) {
                blob.content.writeBytes(body.readAllBytes());
            }
            boolean whole = blob.content.size() == blob.bytes();
            if (whole && !hex(sha256(blob.content.toByteArray())).equals(text(blob, "sha256"))) {
                blobs.remove(id);
                problem(exchange, 422, "attachment-digest-differs");
            } else {
                state(exchange, id, 200);
            }
        }
    }

    private void state(HttpExchange exchange, String id, int status) throws IOException {
        Blob blob = blobs.get(id);
        if (blob == null) {
            problem(exchange, 404, "unknown-attachment");
            return;
        }
        String body = JSON.createObjectNode()
                .put("bytes", blob.bytes())
                .put("offset", blob.content.size())
                .put("complete", blob.content.size() == blob.bytes())
                .put("expiresAt", "2026-01-02T00:00:00Z")
                .toString();
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private void fetch(HttpExchange exchange, String id) throws IOException {
        Blob blob = blobs.get(id);
        Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
        if (blob == null || blob.content.size() != blob.bytes() || !range.matches()) {
            problem(exchange, 404, "unknown-attachment");
            return;
        }
        int from = Integer.parseInt(range.group(1));
        int until = Math.min(Integer.parseInt(range.group(2)), blob.content.size() - 1);
        asked.add("GET " + from);
        byte[] content = blob.content.toByteArray();
        if (cuts > 0) {
            cuts--;
            exchange.sendResponseHeaders(206, until - from + 1L);
            exchange.getResponseBody().write(content, from, Math.min(cutAfter, until - from));
            exchange.close();
            return;
        }
        answer(exchange, 206, java.util.Arrays.copyOfRange(content, from, until + 1));
    }

    private void delete(HttpExchange exchange, String id) throws IOException {
        Blob blob = blobs.get(id);
        byte[] key = HexFormat.of().parseHex(exchange.getRequestHeaders().getFirst("Deletion-Key"));
        asked.add("DELETE");
        if (blob != null && !hex(sha256(key)).equals(text(blob, "deletionKeySha256"))) {
            problem(exchange, 403, "deletion-key-differs");
            return;
        }
        blobs.remove(id);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static String text(Blob blob, String name) {
        return blob.announced.path(name).asText();
    }

    private static void problem(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, ("{\"type\":\"urn:konsil:problem:" + code + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
