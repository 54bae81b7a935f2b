package org.konsil.server.attachment.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.server.attachment.AttachmentId;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.messaging.ConversationId;

/** What every attachment store does; each implementation runs it. */
abstract class AttachmentStoreContract {

    private static final byte[] CONTENT = content(300_000);

    @TempDir
    Path scratch;

    private final BlobName name = name();

    /** A store that is empty at the first call, and the same one again at each further call: as after a restart. */
    abstract AttachmentStore store() throws IOException;

    @Test
    @DisplayName("gives back what came in parts, whole or any piece of it")
    void givesBack() throws IOException {
        store().append(name, 0, part(0, 100_000));
        store().append(name, 100_000, part(100_000, 100_001));
        store().append(name, 100_001, part(100_001, CONTENT.length));

        assertThat(store().isComplete(name)).isFalse();
        assertThat(store().complete(name, CONTENT.length, sha256(CONTENT))).isTrue();

        assertThat(store().isComplete(name)).isTrue();
        assertThat(read(0, CONTENT.length)).isEqualTo(CONTENT);
        assertThat(read(99_990, 20)).isEqualTo(Arrays.copyOfRange(CONTENT, 99_990, 100_010));
        assertThat(read(CONTENT.length - 1, 1)).isEqualTo(new byte[] {CONTENT[CONTENT.length - 1]});
    }

    @Test
    @DisplayName("takes what is longer than any piece that it holds in memory")
    void takesWhatIsLong() throws IOException {
        byte[] large = content((17 << 20) + 5);
        store().append(name, 0, part(large, 0, 8 << 20));
        store().append(name, 8 << 20, part(large, 8 << 20, large.length));

        assertThat(store().complete(name, large.length, sha256(large))).isTrue();
        assertThat(read(0, large.length)).isEqualTo(large);
        assertThat(read((16 << 20) - 3, 10)).isEqualTo(Arrays.copyOfRange(large, (16 << 20) - 3, (16 << 20) + 7));

        BlobName wrong = name();
        store().append(wrong, 0, part(large, 0, large.length - 1));
        assertThat(store().complete(wrong, large.length - 1, sha256(large))).isFalse();
        assertThat(store().isComplete(wrong)).isFalse();
    }

    @Test
    @DisplayName("forgets what was beyond the place where a part begins")
    void forgetsWhatWasBeyond() throws IOException {
        store().append(name, 0, part(0, 50_000));
        store().append(name, 50_000, part(100_000, 200_000));
        store().append(name, 150_000, part(0, 50_000));
        store().append(name, 50_000, part(50_000, 60_000));
        assertThat(store().holds(name, 60_000)).isTrue();
        assertThat(store().holds(name, 60_001)).isFalse();
        store().append(name, 60_000, part(60_000, CONTENT.length));

        assertThat(store().complete(name, CONTENT.length, sha256(CONTENT))).isTrue();
        assertThat(read(0, CONTENT.length)).isEqualTo(CONTENT);
    }

    @Test
    @DisplayName("refuses to go on where nothing is")
    void refusesAGap() throws IOException {
        store().append(name, 0, part(0, 1000));

        assertThatThrownBy(() -> store().append(name, 1001, part(1001, 2000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store().append(name(), 1, part(1, 2))).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("keeps nothing whose digest differs by a bit")
    void keepsNothingWrong() throws IOException {
        byte[] changed = CONTENT.clone();
        changed[250_000] ^= 1;
        store().append(name, 0, part(changed, 0, changed.length));

        assertThat(store().complete(name, CONTENT.length, sha256(CONTENT))).isFalse();

        assertThat(store().isComplete(name)).isFalse();
        assertThat(store().holds(name, 1)).isFalse();
        assertThatThrownBy(() -> read(0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("completes nothing that is too short")
    void completesNothingShort() throws IOException {
        store().append(name, 0, part(0, CONTENT.length - 1));

        assertThatThrownBy(() -> store().complete(name, CONTENT.length, sha256(CONTENT)))
                .isInstanceOf(IOException.class);
        assertThat(store().isComplete(name)).isFalse();
    }

    @Test
    @DisplayName("knows how much it holds, and of what")
    void knowsWhatItHolds() throws IOException {
        BlobName other = name();
        store().append(name, 0, part(0, 1000));
        store().append(other, 0, part(0, 500));
        store().complete(other, 500, sha256(Arrays.copyOf(CONTENT, 500)));

        assertThat(store().holds(name, 1000)).isTrue();
        assertThat(store().holds(name, 1001)).isFalse();
        assertThat(store().holds(other, 500)).isTrue();
        assertThat(store().holds(name(), 1)).isFalse();
        try (Stream<BlobName> names = store().names()) {
            assertThat(names.distinct()).containsExactlyInAnyOrder(name, other);
        }
    }

    @Test
    @DisplayName("deletes what is there, half or whole, and does not mind what is not")
    void deletes() throws IOException {
        BlobName whole = name();
        store().append(name, 0, part(0, 1000));
        store().append(whole, 0, part(0, 1000));
        store().complete(whole, 1000, sha256(Arrays.copyOf(CONTENT, 1000)));

        store().delete(name);
        store().delete(whole);
        store().delete(whole);

        assertThat(store().isComplete(whole)).isFalse();
        assertThat(store().holds(name, 1)).isFalse();
        try (Stream<BlobName> names = store().names()) {
            assertThat(names).isEmpty();
        }
    }

    @Test
    @DisplayName("keeps two conversations' blobs of one id apart")
    void keepsConversationsApart() throws IOException {
        BlobName elsewhere = new BlobName(new ConversationId(UUID.randomUUID()), name.attachment());
        store().append(name, 0, part(0, 1000));
        store().append(elsewhere, 0, part(1000, 2000));
        store().complete(elsewhere, 1000, sha256(Arrays.copyOfRange(CONTENT, 1000, 2000)));

        assertThat(store().isComplete(name)).isFalse();
        store().delete(elsewhere);
        assertThat(store().holds(name, 1000)).isTrue();
    }

    @Test
    @DisplayName("does not give a piece that goes beyond the end")
    void givesNothingBeyondTheEnd() throws IOException {
        store().append(name, 0, part(0, 1000));
        store().complete(name, 1000, sha256(Arrays.copyOf(CONTENT, 1000)));

        assertThatThrownBy(() -> read(990, 11)).isInstanceOf(IOException.class);
    }

    Path part(int from, int to) throws IOException {
        return part(CONTENT, from, to);
    }

    private Path part(byte[] of, int from, int to) throws IOException {
        return Files.write(Files.createTempFile(scratch, "part", null), Arrays.copyOfRange(of, from, to));
    }

    private byte[] read(long from, long length) throws IOException {
        try (InputStream in = store().read(name, from, length)) {
            return in.readAllBytes();
        }
    }

    static BlobName name() {
        return new BlobName(new ConversationId(UUID.randomUUID()), new AttachmentId(UUID.randomUUID()));
    }

    private static Bytes sha256(byte[] content) throws IOException {
        return CipherSuite.P256.hash(content);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(5).nextBytes(content);
        return content;
    }
}
