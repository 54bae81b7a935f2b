package org.konsil.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("C2 A4 a sealed stream")
class StreamTest {

    private final SecretBytes key = SecretBytes.copyOf(StreamPropertyTest.random(5, StreamFormat.KEY_BYTES));

    @Test
    void isNotWholeWhenItsWriterGaveUp() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream sealing = new SealingStream(out, key, new byte[0])) {
            sealing.write(new byte[StreamFormat.CHUNK_BYTES]);
        }

        assertThatThrownBy(() -> new SealedFile(new InMemory(out.toByteArray()), key, new byte[0]))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessage("TRUNCATED");
    }

    @Test
    void stopsForGoodAtItsFirstFault() throws IOException {
        byte[] sealed = StreamPropertyTest.seal(new byte[40_000], key);
        sealed[StreamFormat.HEADER_BYTES] ^= 1;
        OpeningStream stream = new OpeningStream(new ByteArrayInputStream(sealed), key, new byte[0]);

        assertThatThrownBy(stream::read).isInstanceOf(StreamRefusedException.class);
        assertThatThrownBy(stream::read).isInstanceOf(StreamRefusedException.class);
    }

    @Test
    void neverHasTheSameBytesTwice() throws IOException {
        assertThat(StreamPropertyTest.seal(new byte[10], key)).isNotEqualTo(StreamPropertyTest.seal(new byte[10], key));
    }

    @Test
    void takesNoKeyOfAnotherLength() {
        SecretBytes shortKey = SecretBytes.copyOf(new byte[16]);

        assertThatThrownBy(() -> new SealingStream(new ByteArrayOutputStream(), shortKey, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAtMostFourPebibytes() {
        long most = StreamFormat.MAX_CHUNKS * StreamFormat.CHUNK_BYTES - 1;
        long sealed = StreamFormat.sealedLength(most);

        assertThatThrownBy(() -> StreamFormat.sealedLength(most + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamFormat.plainLength(sealed + 1)).hasMessage("TOO_LONG");
    }

    @Test
    void hasNoChunkBeyondTheLast() throws IOException {
        try (ChunkCipher cipher = ChunkCipher.sealing(key, new byte[StreamFormat.SALT_BYTES], new byte[0])) {
            assertThatThrownBy(() -> cipher.apply(StreamFormat.MAX_CHUNKS, new byte[1], 1, new byte[32]))
                    .hasMessage("TOO_LONG");
        }
    }
}
