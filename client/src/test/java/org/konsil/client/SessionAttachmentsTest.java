package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.attachment.Progress;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.messaging.Message;

@DisplayName("C1, C2 files that go with messages")
class SessionAttachmentsTest extends TwoOnLine {

    private static final int BYTES = 9 * 1024 * 1024 + 17;
    private static final int PIECE = 4 * 1024 * 1024;
    private static final int CUT = 300_000;
    private static final String PDF = "application/pdf";

    private Path file;

    @BeforeEach
    void write() throws IOException {
        byte[] content = new byte[BYTES];
        new Random(4).nextBytes(content);
        file = Files.write(folder.resolve("Befund.pdf"), content);
    }

    @Test
    void arriveByteForByteUnderTheirName() throws IOException {
        anna.attachments().attach(group, file, PDF, Progress.SILENT);
        Message received = received();

        Path saved = ben.attachments().save(received, folder.resolve("saved"), Progress.SILENT);

        assertThat(received.kind()).isEqualTo(Message.Kind.ATTACHMENT);
        assertThat(received.enclosure().mediaType()).isEqualTo(PDF);
        assertThat(received.enclosure().plainBytes()).isEqualTo(BYTES);
        assertThat(saved).hasFileName("Befund.pdf").hasSameBinaryContentAs(file);
        assertThat(spooled(annas)).isEmpty();
        assertThat(spooled(bens)).isEmpty();
    }

    @Test
    void goUpOnceThoughTheConnectionIsCut() throws IOException {
        shelf.cut(2, CUT);
        anna.attachments().attach(group, file, PDF, Progress.SILENT);

        assertThat(shelf.asked())
                .startsWith("PUT", "PATCH 0", "PUT", "PATCH " + CUT, "PUT", "PATCH " + 2 * CUT)
                .contains("PATCH " + (2 * CUT + PIECE));
        assertThat(ben.attachments().save(received(), folder.resolve("saved"), Progress.SILENT))
                .hasSameBinaryContentAs(file);
    }

    @Test
    void comeDownFromWhereTheConnectionWasCut() throws IOException {
        anna.attachments().attach(group, file, PDF, Progress.SILENT);
        List<Long> told = new ArrayList<>();
        Message received = received();
        Progress cutting = (done, all) -> {
            told.add(done);
            if (done == PIECE && told.size() == 2) {
                shelf.cut(1, CUT);
            }
        };

        Path saved = ben.attachments().save(received, folder.resolve("saved"), cutting);

        assertThat(saved).hasSameBinaryContentAs(file);
        assertThat(shelf.asked().stream().filter(line -> line.startsWith("GET")))
                .containsExactly("GET 0", "GET " + PIECE, "GET " + PIECE, "GET " + 2 * PIECE);
    }

    @Test
    void goOnAfterANewStart() throws IOException {
        Progress killing = (done, all) -> {
            if (done == PIECE) {
                throw new IllegalStateException("the program ends here");
            }
        };
        assertThatThrownBy(() -> anna.attachments().attach(group, file, PDF, killing))
                .isInstanceOf(IllegalStateException.class);
        anna.close();
        annas.reopen();
        anna = annas.connect();

        List<Message> sent = anna.attachments().attachUnsent(Progress.SILENT);
        Message received = received();
        assertThatThrownBy(() -> ben.attachments().save(received, folder.resolve("saved"), killing))
                .isInstanceOf(IllegalStateException.class);
        Path saved = ben.attachments().save(received, folder.resolve("saved"), Progress.SILENT);

        assertThat(sent).hasSize(1);
        assertThat(anna.attachments().attachUnsent(Progress.SILENT)).isEmpty();
        assertThat(saved).hasSameBinaryContentAs(file);
        assertThat(shelf.asked().stream().filter(line -> line.equals("PATCH 0") || line.equals("GET 0")))
                .as("nothing goes twice")
                .containsExactly("PATCH 0", "GET 0");
    }

    @Test
    void overwriteNothing() throws IOException {
        Path target = Files.createDirectories(folder.resolve("saved"));
        Files.writeString(target.resolve("Befund.pdf"), "mine");
        anna.attachments().attach(group, file, PDF, Progress.SILENT);
        Message received = received();

        assertThat(ben.attachments().save(received, target, Progress.SILENT)).hasFileName("Befund (2).pdf");
        assertThat(ben.attachments().save(received, target, Progress.SILENT)).hasFileName("Befund (3).pdf");
        assertThat(target.resolve("Befund.pdf")).hasContent("mine");
        try (Stream<Path> there = Files.list(target)) {
            assertThat(there).hasSize(3);
        }
    }

    @Test
    void areRefusedWhenABitWasTurnedAtTheServer() {
        anna.attachments().attach(group, file, PDF, Progress.SILENT);
        shelf.forge(PIECE + 5);
        Message received = received();

        assertThatThrownBy(() -> ben.attachments().save(received, folder.resolve("saved"), Progress.SILENT))
                .isInstanceOf(TamperedException.class)
                .hasMessage("attachment-differs");
        assertThat(folder.resolve("saved")).doesNotExist();
        assertThat(spooled(bens)).isEmpty();
    }

    @Test
    void sayWhenTheyAreGone() {
        anna.attachments().attach(group, file, PDF, Progress.SILENT);
        Message received = received();
        shelf.empty();

        assertThatThrownBy(() -> ben.attachments().save(received, folder.resolve("saved"), Progress.SILENT))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo("unknown-attachment"));
    }

    @Test
    void sayThatAServerHasNone() {
        shelf.offerNothing();

        assertThatThrownBy(() -> anna.attachments().attach(group, file, PDF, Progress.SILENT))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo("attachments-not-offered"));
        assertThat(spooled(annas)).isEmpty();
        assertThat(anna.messages(group)).isEmpty();
    }

    @Test
    @DisplayName("C1 the server gets nothing of name, type or content")
    void tellTheServerNothing() {
        anna.attachments().attach(group, file, PDF, Progress.SILENT);

        byte[] sealed = shelf.contents().get(0);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Befund.", PDF);
        assertThat(delivery.heard())
                .noneMatch(frame -> new String(frame.toByteArray(), StandardCharsets.ISO_8859_1).contains("Befund"));
    }

    @Test
    void carryAnEmptyFileToo() throws IOException {
        Path empty = Files.createFile(folder.resolve("leer.txt"));
        anna.attachments().attach(group, empty, "text/plain", Progress.SILENT);

        assertThat(ben.attachments().save(received(), folder.resolve("saved"), Progress.SILENT))
                .isEmptyFile();
    }

    private Message received() {
        while (ben.awaitNews(Duration.ofMillis(200))) {
            ben.conversations();
        }
        List<Message> messages = ben.messages(group);
        return messages.get(messages.size() - 1);
    }

    private static List<String> spooled(Wired device) {
        try (Stream<Path> files = Files.list(device.folder().resolve("attachments"))) {
            return files.map(Path::toString).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
