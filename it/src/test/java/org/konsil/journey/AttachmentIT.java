package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.RawConversation;
import org.konsil.support.RawUpload;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;
import org.konsil.support.StoredBlobs;

@DisplayName("An attachment at the server (C2, C3, A6)")
class AttachmentIT {

    private static final int EIGHT_MIB = 8 << 20;
    private static final byte[] CONTENT = content(3 * EIGHT_MIB / 2);

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();
    private final DemoPerson ben = system.ben();
    private final UUID conversation = RawConversation.of(system, anna);
    private final RawUpload upload = new RawUpload(system, conversation, CONTENT);

    @Test
    @DisplayName("goes on after a cut in the middle, and is downloaded whole and in pieces")
    void goesOnAfterACut() {
        assertThat(upload.begin(anna).statusCode()).isEqualTo(201);
        assertThat(upload.begin(anna).statusCode()).isEqualTo(200);
        upload.appendAndBreakOff(anna, 0, 1_000_000);
        system.await("what arrived counts", () -> offset() > 0);
        int arrived = (int) offset();
        assertThat(arrived).isBetween(1, 1_000_000);
        problem(upload.append(anna, 0, 10), 409, "upload-offset-differs");
        assertThat(RawUpload.json(upload.append(anna, 0, 10)).get("offset").asInt())
                .isEqualTo(arrived);
        problem(upload.download(anna), 404, "unknown-attachment");

        // As much as one request may bring.
        JsonNode most = RawUpload.json(ok(upload.append(anna, arrived, arrived + EIGHT_MIB)));
        assertThat(most.get("complete").asBoolean()).isFalse();
        JsonNode whole = RawUpload.json(ok(upload.append(anna, arrived + EIGHT_MIB, CONTENT.length)));

        assertThat(whole.get("complete").asBoolean()).isTrue();
        assertThat(whole.get("bytes").asLong()).isEqualTo(CONTENT.length);
        HttpResponse<byte[]> download = ok(upload.download(anna));
        assertThat(download.body()).isEqualTo(CONTENT);
        assertThat(header(download, "ETag")).isEqualTo("\"" + upload.digest() + "\"");
        assertThat(header(download, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(download, "Content-Type")).isEqualTo("application/octet-stream");
        piece("bytes=5000000-5016399", 5_000_000, 5_016_400);
        piece("bytes=12582000-", 12_582_000, CONTENT.length);
        piece("bytes=-100", CONTENT.length - 100, CONTENT.length);
    }

    private void piece(String range, int from, int to) {
        HttpResponse<byte[]> piece = upload.download(anna, range);
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(header(piece, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + CONTENT.length);
        assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(CONTENT, from, to));
    }

    @Test
    @DisplayName("is refused as docs/api/problems.md says")
    void isRefused() {
        RawUpload small = new RawUpload(system, conversation, content(1000));
        problem(small.begin(anna, (1L << 31) + 1), 413, "attachment-too-large");
        problem(small.begin(anna, -1), 400, "malformed-request");
        small.begin(anna);
        problem(small.begin(anna, 999), 409, "attachment-differs");
        problem(small.append(anna, 0, new byte[1001]), 413, "attachment-part-too-large");
        assertThat(small.download(anna).statusCode()).isEqualTo(404);
        upload.begin(anna);
        problem(upload.append(anna, 0, EIGHT_MIB + 1), 413, "attachment-part-too-large");

        problem(small.append(anna, 0, new byte[1000]), 422, "attachment-digest-differs");
        problem(small.append(anna, 0, 1), 404, "unknown-attachment");
        assertThat(StoredBlobs.of(system, small.id().toString())).isEmpty();
        small.begin(anna);
        small.append(anna, 0, 1000);
        HttpResponse<byte[]> beyond = small.download(anna, "bytes=1000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */1000");
        assertThat(small.download(anna, "bytes=9-3").statusCode()).isEqualTo(416);
    }

    @Test
    @DisplayName("does not exist for somebody whose devices are not in the conversation, nor without a token")
    void doesNotExistForOthers() {
        RawUpload small = new RawUpload(system, conversation, content(1000));
        problem(small.begin(ben), 404, "unknown-conversation");
        small.begin(anna);
        problem(small.append(ben, 0, 10), 404, "unknown-attachment");
        small.append(anna, 0, 1000);

        problem(small.download(ben), 404, "unknown-attachment");
        problem(small.delete(ben), 404, "unknown-attachment");
        problem(system.api().get(small.path() + "/upload", system.token(ben, "openid")), 404, "unknown-attachment");
        problem(system.api().get(small.path(), null), 401, "token-refused");
        assertThat(ok(small.download(anna)).body()).hasSize(1000);
    }

    @Test
    @DisplayName("is deleted by the key that only its sender has, and again is no fault (A6)")
    void isDeletedByItsKey() {
        RawUpload small = new RawUpload(system, conversation, content(1000));
        small.begin(anna);
        small.append(anna, 0, 1000);
        assertThat(StoredBlobs.of(system, small.id().toString())).hasSize(1);

        problem(small.delete(anna, "00".repeat(32)), 403, "deletion-key-differs");
        problem(small.delete(anna, "xyz"), 400, "malformed-request");
        assertThat(small.delete(anna).statusCode()).isEqualTo(204);
        assertThat(small.delete(anna).statusCode()).isEqualTo(204);

        problem(small.download(anna), 404, "unknown-attachment");
        assertThat(StoredBlobs.of(system, small.id().toString())).isEmpty();
    }

    @Test
    @DisplayName("whose life is over is gone for everybody, before any purge")
    void isGoneAtItsEnd() throws SQLException {
        RawUpload small = new RawUpload(system, conversation, content(1000));
        small.begin(anna);
        small.append(anna, 0, 1000);
        try (Connection database = system.database("konsil");
                Statement statement = database.createStatement()) {
            statement.executeUpdate(
                    "update attachment set expires_at = now() where attachment_id = '" + small.id() + "'");
        }

        problem(small.download(anna), 404, "unknown-attachment");
    }

    @Test
    @DisplayName(
            "survives a server that dies in the middle of a part: what was acknowledged is there, the rest follows")
    void survivesACrash() throws IOException, InterruptedException {
        upload.begin(anna);
        ok(upload.append(anna, 0, EIGHT_MIB));
        try (SSLSocket open = upload.partly(anna, EIGHT_MIB, 500_000)) {
            assertThat(open.isClosed()).isFalse();
            new ServerFaults(system).kill();
        }
        new ServerFaults(system).restart();

        assertThat(offset()).isEqualTo(EIGHT_MIB);
        ok(upload.append(anna, EIGHT_MIB, CONTENT.length));
        assertThat(ok(upload.download(anna)).body()).isEqualTo(CONTENT);
        assertThat(StoredBlobs.of(system, upload.id().toString())).hasSize(1);
    }

    @Test
    @DisplayName("leaves nobody's name, device or address on the server (C3)")
    void leavesNobodysName() throws SQLException {
        assertThat(system.columns("attachment"))
                .containsExactlyInAnyOrder(
                        "conversation_id",
                        "attachment_id",
                        "bytes",
                        "sha256",
                        "deletion_key_sha256",
                        "upload_offset",
                        "created_at",
                        "expires_at");
    }

    private long offset() {
        return upload.state(anna).get("offset").asLong();
    }

    private static HttpResponse<byte[]> ok(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer;
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static void problem(HttpResponse<byte[]> answer, int status, String type) {
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        assertThat(RawUpload.json(answer).get("type").asText()).isEqualTo("urn:konsil:problem:" + type);
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
