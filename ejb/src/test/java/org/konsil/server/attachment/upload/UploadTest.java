package org.konsil.server.attachment.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.attachment.TestAttachments.announcement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentDiffersException;
import org.konsil.server.attachment.AttachmentDigestDiffersException;
import org.konsil.server.attachment.AttachmentPartTooLargeException;
import org.konsil.server.attachment.AttachmentStoreFullException;
import org.konsil.server.attachment.AttachmentTooLargeException;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.TestAttachments;
import org.konsil.server.attachment.TooManyUploadsException;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.UploadOffsetDiffersException;
import org.konsil.server.attachment.UploadState;
import org.konsil.server.attachment.download.Downloads;
import org.konsil.server.attachment.storage.StorageFixture;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.UnknownConversationException;

@DisplayName("An attachment's upload (C2)")
class UploadTest {

    @TempDir
    private static Path folder;

    private static TestAttachments attachments;

    private final Uploads uploads = attachments.uploads();
    private BlobName name;
    private final byte[] content = attachments.content(200_000);

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
        name = attachments.name();
    }

    @Test
    @DisplayName("goes on where a cut connection left it, and is readable when all is there")
    void goesOn() throws IOException {
        assertThat(begin().isNew()).isTrue();
        byte[] arrived = Arrays.copyOf(content, 70_000);
        uploads.append(attachments.anna, name, 0, content.length, TestAttachments.cut(arrived));

        assertThat(uploads.state(attachments.anna, name).offset()).isEqualTo(70_000);
        assertThatThrownBy(() -> download()).isInstanceOf(UnknownAttachmentException.class);
        assertThat(append(70_000, content.length).complete()).isTrue();
        assertThat(download()).isEqualTo(content);
        assertThat(incoming()).isZero();
    }

    @Test
    @DisplayName("may be begun twice, with the same announcement")
    void mayBeBegunTwice() {
        begin();
        append(0, 100_000);

        Uploads.Begun again = begin();

        assertThat(again.isNew()).isFalse();
        assertThat(again.state().offset()).isEqualTo(100_000);
        assertThatThrownBy(() -> uploads.begin(attachments.anna, name, announcement(content, 2)))
                .isInstanceOf(AttachmentDiffersException.class);
        assertThatThrownBy(() -> uploads.begin(
                        attachments.anna, name, announcement(Arrays.copyOf(content, content.length - 1), 1)))
                .isInstanceOf(AttachmentDiffersException.class);
    }

    @Test
    @DisplayName("is refused elsewhere than where it stands, which is told")
    void refusesAnotherOffset() {
        begin();
        append(0, 1000);

        assertThatThrownBy(() -> append(0, 1000))
                .isInstanceOfSatisfying(UploadOffsetDiffersException.class, differs -> {
                    assertThat(differs.offset()).isEqualTo(1000);
                });
        assertThatThrownBy(() -> append(1001, 2000)).isInstanceOf(UploadOffsetDiffersException.class);
        assertThat(uploads.state(attachments.anna, name).offset()).isEqualTo(1000);
    }

    @Test
    @DisplayName("takes no byte more than was announced, whatever the request says")
    void takesNoByteMore() {
        begin();
        append(0, 199_999);

        assertThatThrownBy(
                        () -> uploads.append(attachments.anna, name, 199_999, 2, new ByteArrayInputStream(new byte[2])))
                .isInstanceOf(AttachmentPartTooLargeException.class);
        assertThatThrownBy(() ->
                        uploads.append(attachments.anna, name, 199_999, -1, new ByteArrayInputStream(new byte[2])))
                .isInstanceOf(AttachmentPartTooLargeException.class);
        assertThat(uploads.state(attachments.anna, name).offset()).isEqualTo(199_999);
    }

    @Test
    @DisplayName("takes parts of 8 MiB and none longer")
    void takesPartsOfEightMebibytes() {
        byte[] large = attachments.content((8 << 20) + 1);
        uploads.begin(attachments.anna, name, announcement(large, 1));

        assertThatThrownBy(() -> attachments.append(name, 0, large))
                .isInstanceOf(AttachmentPartTooLargeException.class);
        assertThat(attachments.append(name, 0, Arrays.copyOf(large, 8 << 20)).offset())
                .isEqualTo(8 << 20);
        assertThat(attachments
                        .append(name, 8 << 20, Arrays.copyOfRange(large, 8 << 20, large.length))
                        .complete())
                .isTrue();
    }

    @Test
    @DisplayName("is gone if a bit of it is wrong")
    void isGoneIfABitIsWrong() {
        begin();
        content[1234] ^= 4;

        assertThatThrownBy(() -> append(0, content.length)).isInstanceOf(AttachmentDigestDiffersException.class);
        assertThatThrownBy(() -> uploads.state(attachments.anna, name)).isInstanceOf(UnknownAttachmentException.class);

        content[1234] ^= 4;
        assertThat(begin().isNew()).isTrue();
        assertThat(append(0, content.length).complete()).isTrue();
    }

    @Test
    @DisplayName("is for members alone, as if it did not exist")
    void isForMembersAlone() {
        assertThatThrownBy(() -> uploads.begin(attachments.eve, name, announcement(content, 1)))
                .isInstanceOf(UnknownConversationException.class);
        BlobName nowhere = new BlobName(new ConversationId(UUID.randomUUID()), name.attachment());
        assertThatThrownBy(() -> uploads.begin(attachments.anna, nowhere, announcement(content, 1)))
                .isInstanceOf(UnknownConversationException.class);
        BlobName whole = attachments.uploaded(content);
        Downloads downloads = attachments.hospital.door(Downloads.class);

        assertThatThrownBy(() -> uploads.state(attachments.eve, whole)).isInstanceOf(UnknownAttachmentException.class);
        assertThatThrownBy(() -> uploads.append(attachments.eve, whole, 0, 0, InputStream.nullInputStream()))
                .isInstanceOf(UnknownAttachmentException.class);
        assertThatThrownBy(() -> downloads.require(attachments.eve, whole))
                .isInstanceOf(UnknownAttachmentException.class);
        attachments.annaLeaves();
        assertThatThrownBy(() -> downloads.require(attachments.anna, whole))
                .isInstanceOf(UnknownAttachmentException.class);
    }

    @Test
    @DisplayName("is not for a person whose only device there was put out")
    void isNotForRemovedDevices() {
        BlobName whole = attachments.uploaded(content);
        attachments.annasDeviceIsRemoved();

        assertThatThrownBy(() -> uploads.state(attachments.anna, whole)).isInstanceOf(UnknownAttachmentException.class);
    }

    @Test
    @DisplayName("is not for somebody whom the user administration no longer lets in")
    void isNotForDisabledPeople() {
        BlobName whole = attachments.uploaded(content);
        attachments.annaIsDisabled();

        assertThatThrownBy(() -> uploads.state(attachments.anna, whole)).isInstanceOf(UnknownAttachmentException.class);
    }

    @Test
    @DisplayName("is refused above 2 GiB, and when the room is used up")
    void isRefusedWithoutRoom() {
        Announcement tooLarge = new Announcement((1L << 31) + 1, Bytes.of(new byte[32]), Bytes.of(new byte[32]));
        assertThatThrownBy(() -> uploads.begin(attachments.anna, name, tooLarge))
                .isInstanceOf(AttachmentTooLargeException.class);

        Announcement half = new Announcement(11 << 20, Bytes.of(new byte[32]), Bytes.of(new byte[32]));
        uploads.begin(attachments.anna, name, half);
        assertThatThrownBy(() -> uploads.begin(attachments.anna, attachments.name(), half))
                .isInstanceOf(AttachmentStoreFullException.class);
        assertThat(begin(attachments.name()).isNew()).isTrue();
    }

    @Test
    @DisplayName("is refused when the disk is nearly full, before a byte is taken")
    void isRefusedOnAFullDisk() {
        begin();
        StorageFixture.fill(attachments.hospital);

        assertThatThrownBy(() -> append(0, 1000)).isInstanceOf(AttachmentStoreFullException.class);
        assertThat(uploads.state(attachments.anna, name).offset()).isZero();
    }

    @Test
    @DisplayName("is refused when the conversation has thirty-two that nobody finishes, until a day has passed")
    void isRefusedAmongTooMany() {
        for (int i = 0; i < 32; i++) {
            begin(attachments.name());
        }

        assertThatThrownBy(this::begin).isInstanceOf(TooManyUploadsException.class);
        attachments.pass(Duration.ofDays(1));
        assertThat(begin().isNew()).isTrue();
    }

    private Uploads.Begun begin() {
        return begin(name);
    }

    private Uploads.Begun begin(BlobName one) {
        return uploads.begin(attachments.anna, one, announcement(content, 1));
    }

    private UploadState append(int from, int to) {
        return attachments.append(name, from, Arrays.copyOfRange(content, from, to));
    }

    private byte[] download() throws IOException {
        Downloads downloads = attachments.hospital.door(Downloads.class);
        StoredAttachment stored = downloads.require(attachments.anna, name);
        try (InputStream in = downloads.read(stored, 0, stored.announced().bytes())) {
            return in.readAllBytes();
        }
    }

    private long incoming() throws IOException {
        try (Stream<Path> files = Files.list(attachments.folder.resolve("incoming"))) {
            return files.count();
        }
    }
}
