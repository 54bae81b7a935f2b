package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.command.ExitCode;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.CommandDevice;
import org.konsil.support.RunningCommand;
import org.konsil.support.RunningSystem;
import org.konsil.support.StoredBlobs;

@DisplayName("The konsil command sends and saves files (C1, C2, A6)")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandAttachIT {

    private static final int MIB = 1024 * 1024;
    /** Padded and sealed, an attachment may have 2 GiB; a file of so much is for the long runs. */
    private static final int LARGE_MIB = Boolean.getBoolean("konsil.full") ? 1984 : 40;

    private static final Pattern STARTED = Pattern.compile("([1-9][0-9]?) %");

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");
    private final CommandDevice anna = CommandDevice.enrolled(system, annaHerself);
    private final CommandDevice ben = CommandDevice.enrolled(system, benHimself);

    @TempDir
    Path folder;

    private Path saved;

    @BeforeEach
    void chooseFolder() {
        saved = folder.resolve("saved");
    }

    @Test
    @DisplayName(
            "a large file: killed on the way up, gone on with from there, saved byte for byte; the server learns no name")
    void goesOnAndArrivesByteForByte() throws IOException {
        Path file = file("Befund Station 3.dcm", (long) LARGE_MIB * MIB);
        try (RunningCommand upload = anna.begin(attach(file))) {
            upload.awaitLine(STARTED);
        }

        CommandDevice.Answer rest = anna.run("", "attach", "--unsent");
        JsonNode sent = rest.json().path("sent");
        assertThat(sent).hasSize(1);
        assertThat(firstPercent(rest.err())).as("it goes on: %s", rest.err()).isPositive();
        assertThat(anna.run("", "attach", "--unsent").json().path("sent")).isEmpty();

        JsonNode shown = save();
        assertThat(shown.path("kind").asText()).isEqualTo("attachment");
        assertThat(shown.path("attachment").path("id")).isEqualTo(sent.get(0).path("attachmentId"));
        assertThat(shown.path("attachment").path("bytes").asLong()).isEqualTo(Files.size(file));
        Path arrived = Path.of(shown.path("attachment").path("file").asText());
        assertThat(arrived).hasFileName("Befund Station 3.dcm");
        assertThat(Files.mismatch(arrived, file)).isEqualTo(-1);
        assertThat(blob(sent.get(0))).isRegularFile();
        assertThat(head(blob(sent.get(0)))).doesNotContain(head(file).substring(0, 64));
    }

    @Test
    @DisplayName("a bit that is turned in the server's store is noticed, and nothing is saved")
    void refusesWhatWasForged() throws IOException {
        Path blob = blob(anna.run("", attach(file("Befund.pdf", 5 * MIB))).json());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length - 1] ^= 1;
        Files.write(blob, bytes);

        JsonNode shown = save();
        assertThat(shown.path("attachment").path("failed").asText()).isEqualTo("attachment-differs");
        try (Stream<Path> left = Files.exists(saved) ? Files.list(saved) : Stream.empty()) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("deleting the message takes the file at the server along; nobody else can delete it")
    void goesWithItsMessage() throws IOException {
        JsonNode sent = anna.run("", attach(file("Befund.pdf", 2 * MIB))).json();
        Path blob = blob(sent);
        assertThat(deleteWith("00".repeat(32), sent)).isEqualTo(403);
        assertThat(blob).isRegularFile();

        String group = sent.path("conversationId").asText();
        anna.run("", "delete", "--group", group, sent.path("messageId").asText())
                .json();
        assertThat(blob).doesNotExist();
        JsonNode shown = save();
        assertThat(shown.path("kind").asText()).isEqualTo("deleted");
        assertThat(shown.has("attachment")).isFalse();
    }

    @Test
    @DisplayName("a file whose time at the server is over is said to be gone, beside its message")
    void saysWhatIsGone() throws IOException, SQLException {
        JsonNode sent = anna.run("", attach(file("Befund.pdf", MIB))).json();
        try (Connection database = system.database("konsil");
                PreparedStatement statement =
                        database.prepareStatement("delete from attachment where attachment_id = ?")) {
            statement.setObject(1, UUID.fromString(sent.path("attachmentId").asText()));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }

        assertThat(save().path("attachment").path("failed").asText()).isEqualTo("unknown-attachment");
    }

    @Test
    @DisplayName("what is no file, and what has no address, is refused before anything is sent")
    void refusesNonsense() throws IOException {
        Path file = file("Befund.pdf", 1);

        assertThat(anna.run("", attach(folder.resolve("nowhere"))).code()).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(anna.run("", "attach", file.toString()).code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(anna.run("", "attach", "--unsent", file.toString()).code()).isEqualTo(ExitCode.USAGE.number());
    }

    private String[] attach(Path file) {
        return new String[] {"attach", "--person", system.userId(benHimself), file.toString()};
    }

    /** The one message that Ben has not seen, its attachment fetched. */
    private JsonNode save() {
        List<JsonNode> shown =
                ben.run("", "receive", "--save-to", saved.toString()).lines();
        assertThat(shown).hasSize(1);
        return shown.get(0);
    }

    private int deleteWith(String key, JsonNode sent) {
        HttpRequest.Builder request = system.api()
                .request(
                        "/api/v1/conversations/" + sent.path("conversationId").asText() + "/attachments/"
                                + sent.path("attachmentId").asText(),
                        system.token(benHimself, "openid"))
                .header("Deletion-Key", key)
                .DELETE();
        return system.api().send(request).statusCode();
    }

    /** The file at the server. */
    private Path blob(JsonNode sent) {
        List<Path> files = StoredBlobs.of(system, sent.path("attachmentId").asText());
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static int firstPercent(String said) {
        Matcher percent = Pattern.compile("(\\d+) %").matcher(said);
        assertThat(percent.find()).as(said).isTrue();
        return Integer.parseInt(percent.group(1));
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(40 * MIB), StandardCharsets.ISO_8859_1);
        }
    }

    private Path file(String name, long bytes) throws IOException {
        Random random = new Random(bytes);
        byte[] piece = new byte[MIB];
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(left, piece.length));
            }
        }
        return file;
    }
}
