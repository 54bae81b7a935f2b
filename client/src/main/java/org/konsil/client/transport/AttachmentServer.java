package org.konsil.client.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;

/** Sealed attachments at the server: handed in and fetched piece by piece, so that a cut connection costs one piece at most. */
public final class AttachmentServer {

    /** Of a piece, up or down. */
    public static final int PIECE_BYTES = 4 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MAX_STATE_BYTES = 16 * 1024;
    private static final int UNAUTHORISED = 401;
    private static final int NOT_FOUND = 404;

    private final Http http;
    private final URI address;
    private final Function<Boolean, String> token;

    /** Where a sealed attachment lies. */
    public record Place(UUID conversation, UUID attachment) {

        String path() {
            return "/api/v1/conversations/" + conversation + "/attachments/" + attachment;
        }
    }

    /** How far an upload is. */
    public record Upload(long offset, boolean complete) {}

    AttachmentServer(Http http, URI address, Function<Boolean, String> token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    /** Announces an upload; the same again says how far it is. */
    public Upload begin(Place place, long bytes, byte[] sha256, byte[] deletionKeySha256) {
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("bytes", bytes)
                .put("sha256", HexFormat.of().formatHex(sha256))
                .put("deletionKeySha256", HexFormat.of().formatHex(deletionKeySha256));
        return upload(
                bytes,
                request(place.path())
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Appends the first {@code length} bytes of a piece to an upload of {@code bytes} in all. */
    public Upload append(Place place, long bytes, long offset, byte[] piece, int length) {
        return upload(
                bytes,
                request(place.path())
                        .header("Content-Type", "application/octet-stream")
                        .header("Upload-Offset", Long.toString(offset))
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(piece, 0, length)));
    }

    /** So many bytes from this one on. */
    public byte[] fetch(Place place, long offset, int length) {
        byte[] piece =
                send(request(place.path()).header("Range", "bytes=" + offset + "-" + (offset + length - 1)), length);
        if (piece.length != length) {
            throw new TamperedException("attachment-differs");
        }
        return piece;
    }

    /** Deletes it, for whoever has its key; also if it is gone already. */
    public void delete(Place place, byte[] deletionKey) {
        send(
                request(place.path())
                        .header("Deletion-Key", HexFormat.of().formatHex(deletionKey))
                        .DELETE(),
                MAX_STATE_BYTES);
    }

    private Upload upload(long bytes, HttpRequest.Builder request) {
        JsonNode state = Http.parse(send(request, MAX_STATE_BYTES));
        long offset = state.path("offset").asLong(-1);
        boolean complete = state.path("complete").asBoolean();
        if (offset < 0 || offset > bytes || complete && offset != bytes) {
            throw new TamperedException("answer-malformed");
        }
        return new Upload(offset, complete);
    }

    private byte[] send(HttpRequest.Builder request, int maxBytes) {
        try {
            return sendAuthorised(request, maxBytes);
        } catch (RefusedException refused) {
            // What is not there is named by a server that has attachments; this one does not know the address.
            boolean without = refused.status() == NOT_FOUND && refused.code().equals(Problems.UNNAMED);
            throw without ? new RefusedException("attachments-not-offered", NOT_FOUND) : refused;
        }
    }

    /** A token may have been withdrawn before its time. */
    private byte[] sendAuthorised(HttpRequest.Builder request, int maxBytes) {
        try {
            return http.sendLong(authorised(request, false), maxBytes, PATIENCE);
        } catch (RefusedException refused) {
            if (refused.status() != UNAUTHORISED) {
                throw refused;
            }
            return http.sendLong(authorised(request, true), maxBytes, PATIENCE);
        }
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request, boolean fresh) {
        return request.setHeader("Authorization", "Bearer " + token.apply(fresh));
    }

    private HttpRequest.Builder request(String path) {
        return Http.request(address.resolve(path)).header("Accept", "*/*");
    }
}
