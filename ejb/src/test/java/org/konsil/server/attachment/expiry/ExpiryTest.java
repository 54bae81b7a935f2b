package org.konsil.server.attachment.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.attachment.TestAttachments.announcement;
import static org.konsil.server.attachment.TestAttachments.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.DeletionKeyDiffersException;
import org.konsil.server.attachment.TestAttachments;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.UploadState;
import org.konsil.server.attachment.storage.AttachmentLedger;

@DisplayName("Attachments go (A6, C3)")
class ExpiryTest {

    @TempDir
    private static Path folder;

    private static TestAttachments attachments;

    private final Sweep sweep = attachments.hospital.door(Sweep.class);
    private final AttachmentLife life = attachments.hospital.door(AttachmentLife.class);
    private final Deletion deletion = attachments.hospital.door(Deletion.class);
    private final byte[] content = attachments.content(100_000);

    @BeforeAll
    static void open() throws IOException {
        attachments = new TestAttachments(folder);
    }

    @AfterAll
    static void close() throws IOException {
        attachments.close();
    }

    @BeforeEach
    void reset() throws IOException {
        attachments.reset();
    }

    @Test
    @DisplayName("at once, with the key that only the sending device has; again is no fault")
    void withTheKey() throws IOException {
        BlobName name = attachments.uploaded(content);
        byte[] bitFlipped = key(1);
        bitFlipped[31] ^= 1;

        assertThatThrownBy(() -> deletion.delete(attachments.anna, name, key(2)))
                .isInstanceOf(DeletionKeyDiffersException.class);
        assertThatThrownBy(() -> deletion.delete(attachments.anna, name, bitFlipped))
                .isInstanceOf(DeletionKeyDiffersException.class);
        assertThatThrownBy(() -> deletion.delete(attachments.eve, name, key(1)))
                .isInstanceOf(UnknownAttachmentException.class);
        assertThat(files()).hasSize(1);

        deletion.delete(attachments.anna, name, key(1));
        assertThat(files()).isEmpty();
        deletion.delete(attachments.anna, name, key(1));
    }

    @Test
    @DisplayName("at the end of their life, not before; uploads a day after their last byte")
    void atTheEnd() throws IOException {
        attachments.uploaded(content);
        BlobName half = attachments.name();
        attachments.uploads().begin(attachments.anna, half, announcement(content, 1));
        attachments.pass(Duration.ofHours(23));
        attachments.append(half, 0, Arrays.copyOf(content, 10));

        attachments.pass(Duration.ofHours(23));
        assertThat(life.purge()).isZero();
        attachments.pass(Duration.ofHours(1));
        assertThat(life.purge()).isEqualTo(1);
        assertThat(life.oldest()).isPresent();
        assertThat(sweep.sweep()).isEqualTo(new Sweep.Swept(1, 0, 0));
        assertThat(files()).hasSize(1);

        attachments.pass(Duration.ofDays(28).minusMinutes(1).plusHours(1));
        assertThat(life.purge()).isZero();
        attachments.pass(Duration.ofMinutes(1));
        assertThat(life.purge()).isEqualTo(1);
        assertThat(life.oldest()).isEmpty();
        sweep.sweep();
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("with their conversation")
    void withTheConversation() throws IOException {
        attachments.uploaded(content);
        attachments.hospital.run("delete from membership");
        attachments.hospital.run("delete from conversation");

        sweep.sweep();

        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("if a crash left bytes whose row is gone, and never while the row is there")
    void afterACrashWithoutRow() throws IOException {
        BlobName kept = attachments.uploaded(content);
        BlobName orphan = attachments.uploaded(content);
        attachments.hospital.run("delete from attachment where attachment_id = '" + orphan.attachment() + "'");

        assertThat(sweep.sweep()).isEqualTo(new Sweep.Swept(1, 0, 0));

        assertThat(files()).hasSize(1).allMatch(file -> file.contains(kept.toString()));
    }

    @Test
    @DisplayName("if their bytes are lost; but nothing goes while the whole store is missing")
    void withoutTheirBytes() throws IOException {
        BlobName kept = attachments.uploaded(content);
        BlobName lost = attachments.uploaded(content);
        attachments.uploads().begin(attachments.anna, attachments.name(), announcement(content, 1));
        Files.delete(file(lost));

        assertThat(sweep.sweep()).isEqualTo(new Sweep.Swept(0, 1, 0));
        assertThat(attachments.hospital.count("select count(*) from attachment"))
                .isEqualTo(2);

        Files.delete(file(kept));
        assertThatThrownBy(sweep::sweep).isInstanceOf(StoreEmptyException.class);
        assertThat(attachments.hospital.count("select count(*) from attachment"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("not if the crash came between the last byte and its row: the upload is complete when somebody asks")
    void notWhenOnlyTheRowIsBehind() throws IOException {
        BlobName name = attachments.uploaded(content);
        attachments.hospital.run("update attachment set upload_offset = 50000");

        sweep.sweep();
        UploadState state = attachments.uploads().state(attachments.anna, name);

        assertThat(state.complete()).isTrue();
        assertThat(files()).hasSize(1);
    }

    @Test
    @DisplayName("not if the crash came between bytes and row: the same part is simply left again")
    void notWhenBytesAreAhead() {
        BlobName name = attachments.name();
        attachments.uploads().begin(attachments.anna, name, announcement(content, 1));
        attachments.append(name, 0, Arrays.copyOf(content, 70_000));
        attachments.hospital.run("update attachment set upload_offset = 30000");

        assertThat(sweep.sweep()).isEqualTo(new Sweep.Swept(0, 0, 0));
        assertThat(attachments
                        .append(name, 30_000, Arrays.copyOfRange(content, 30_000, content.length))
                        .complete())
                .isTrue();
    }

    @Test
    @DisplayName("before another of the same name comes, whatever is left of them")
    void beforeAnotherOfTheSameName() {
        BlobName name = attachments.uploaded(content);
        attachments.hospital.door(AttachmentLedger.class).remove(name);
        byte[] other = attachments.content(100_000);

        attachments.uploads().begin(attachments.anna, name, announcement(other, 1));

        assertThat(attachments.uploads().state(attachments.anna, name).offset()).isZero();
    }

    @Test
    @DisplayName("and so do parts that a crash left in the middle of their arrival")
    void abandonedParts() throws IOException {
        attachments.uploaded(content);
        Path abandoned =
                Files.writeString(attachments.folder.resolve("incoming").resolve("part1"), "x");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.parse("2026-02-28T12:00:00Z")));
        Path arriving = Files.writeString(attachments.folder.resolve("incoming").resolve("part2"), "x");

        assertThat(sweep.sweep().parts()).isEqualTo(1);

        assertThat(abandoned).doesNotExist();
        assertThat(arriving).exists();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(attachments.folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private Path file(BlobName name) {
        return attachments
                .folder
                .resolve("blobs")
                .resolve(name.attachment().toString().substring(0, 2))
                .resolve(name + ".blob");
    }
}
