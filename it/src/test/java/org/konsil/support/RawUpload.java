package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.konsil.client.demo.DemoPerson;

/** An attachment as a client leaves it, call by call, or as one that breaks off in the middle. */
public final class RawUpload {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_PART_BYTES = 8 << 20;

    private final RunningSystem system;
    private final UUID conversation;
    private final UUID id = UUID.randomUUID();
    private final byte[] content;
    private final byte[] deletionKey = new byte[32];

    public RawUpload(RunningSystem system, UUID conversation, byte[] content) {
        this.system = system;
        this.conversation = conversation;
        this.content = content;
        Arrays.fill(deletionKey, (byte) id.hashCode());
    }

    public UUID id() {
        return id;
    }

    public String path() {
        return "/api/v1/conversations/" + conversation + "/attachments/" + id;
    }

    public String digest() {
        return HEX.formatHex(sha256(content));
    }

    public HttpResponse<byte[]> begin(DemoPerson person) {
        return begin(person, content.length);
    }

    /** Announces any length. */
    public HttpResponse<byte[]> begin(DemoPerson person, long bytes) {
        return system.api()
                .putJson(
                        path(),
                        token(person),
                        "{\"bytes\":" + bytes + ",\"sha256\":\"" + digest() + "\",\"deletionKeySha256\":\""
                                + HEX.formatHex(sha256(deletionKey)) + "\"}");
    }

    /** Leaves a piece of the content at this place. */
    public HttpResponse<byte[]> append(DemoPerson person, int from, int to) {
        return append(person, from, Arrays.copyOfRange(content, from, to));
    }

    /** Leaves anything at this place. */
    public HttpResponse<byte[]> append(DemoPerson person, long offset, byte[] part) {
        return system.api()
                .send(system.api()
                        .request(path(), token(person))
                        .header("Content-Type", "application/octet-stream")
                        .header("Upload-Offset", Long.toString(offset))
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(part)));
    }

    /** Announces the rest as one part, as long as one may be, sends so much of it, and cuts the connection. */
    public void appendAndBreakOff(DemoPerson person, int from, int arrived) {
        try (SSLSocket socket = partly(person, from, arrived)) {
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without the end: the connection stays open, in the middle of the part. */
    public SSLSocket partly(DemoPerson person, int from, int arrived) throws IOException {
        SSLSocket socket = (SSLSocket) system.trust()
                .getSocketFactory()
                .createSocket("localhost", system.https().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("PATCH " + path() + " HTTP/1.1\r\nHost: " + system.https().getAuthority()
                        + "\r\nAuthorization: Bearer " + token(person)
                        + "\r\nContent-Type: application/octet-stream\r\nUpload-Offset: " + from
                        + "\r\nContent-Length: " + Math.min(content.length - from, MAX_PART_BYTES) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(content, from, arrived);
        out.flush();
        return socket;
    }

    /** Where the upload stands. */
    public JsonNode state(DemoPerson person) {
        HttpResponse<byte[]> answer = system.api().get(path() + "/upload", token(person));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return json(answer);
    }

    public HttpResponse<byte[]> download(DemoPerson person) {
        return system.api().get(path(), token(person));
    }

    public HttpResponse<byte[]> download(DemoPerson person, String range) {
        return system.api()
                .send(system.api()
                        .request(path(), token(person))
                        .header("Range", range)
                        .GET());
    }

    public HttpResponse<byte[]> delete(DemoPerson person) {
        return delete(person, HEX.formatHex(deletionKey));
    }

    public HttpResponse<byte[]> delete(DemoPerson person, String key) {
        return system.api()
                .send(system.api()
                        .request(path(), token(person))
                        .header("Deletion-Key", key)
                        .DELETE());
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token(DemoPerson person) {
        return system.token(person, "openid");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
