package org.konsil.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.konsil.protocol.mls.codec.SecretBytes;

/** Whatever is made of a sealed stream: what comes out is a part of what went in, or nothing. */
class StreamFuzzTest {

    private final SecretBytes key = SecretBytes.copyOf(new byte[StreamFormat.KEY_BYTES]);
    private final byte[] plain = StreamVectors.plain(2 * StreamFormat.CHUNK_BYTES + 9);

    @FuzzTest(maxDuration = "60s")
    void stream(byte[] bytes) throws IOException {
        byte[] sealed = StreamPropertyTest.seal(plain, key);
        byte[] changed = changedBy(bytes, sealed);
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        boolean whole = true;
        try {
            new OpeningStream(new ByteArrayInputStream(changed), key, new byte[0]).transferTo(given);
        } catch (StreamRefusedException refused) {
            whole = false;
        }

        assertThat(given.toByteArray()).isEqualTo(Arrays.copyOf(plain, given.size()));
        assertThat(whole).isEqualTo(Arrays.equals(sealed, changed));
        try (SealedFile file = new SealedFile(new InMemory(changed), key, new byte[0])) {
            assertThat(file.length()).isEqualTo(plain.length);
        } catch (StreamRefusedException refused) {
            assertThat(whole).isFalse();
        }
    }

    /** The first two bytes are where, the next two how long the stream is then; the rest is written over it. */
    private static byte[] changedBy(byte[] bytes, byte[] sealed) {
        if (bytes.length < 4) {
            return bytes;
        }
        int at = ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % sealed.length;
        int length = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        byte[] changed = Arrays.copyOf(sealed, length == 0 ? sealed.length : length);
        int count = Math.max(0, Math.min(bytes.length - 4, changed.length - at));
        System.arraycopy(bytes, 4, changed, Math.min(at, changed.length), count);
        return changed;
    }
}
