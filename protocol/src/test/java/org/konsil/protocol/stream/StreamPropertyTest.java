package org.konsil.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.konsil.protocol.mls.codec.SecretBytes;

@Label("C2 A4 any stream")
class StreamPropertyTest {

    private static final int MOST = 5 * StreamFormat.CHUNK_BYTES;

    @Property(tries = 200)
    @Label("comes back as it was, however it was written")
    void comesBackAsItWas(
            @ForAll @IntRange(max = MOST) int length,
            @ForAll @IntRange(min = 1, max = 40_000) int step,
            @ForAll long seed,
            @ForAll @Size(max = 40) byte[] context)
            throws IOException {
        byte[] plain = random(seed, length);
        SecretBytes key = SecretBytes.copyOf(random(seed + 1, StreamFormat.KEY_BYTES));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealingStream sealing = new SealingStream(out, key, context);

        for (int at = 0; at < length; at += step) {
            sealing.write(plain, at, Math.min(step, length - at));
        }
        sealing.finish();

        assertThat(out.size()).isEqualTo((int) StreamFormat.sealedLength(length));
        assertThat(StreamFormat.plainLength(out.size())).isEqualTo(length);
        assertThat(new OpeningStream(new ByteArrayInputStream(out.toByteArray()), key, context).readAllBytes())
                .isEqualTo(plain);
    }

    @Property(tries = 200)
    @Label("gives any part of it")
    void givesAnyPart(
            @ForAll @IntRange(max = MOST) int length,
            @ForAll @IntRange(max = MOST) int from,
            @ForAll @IntRange(max = MOST) int count,
            @ForAll long seed)
            throws IOException {
        byte[] plain = random(seed, length);
        int start = Math.min(from, length);
        SecretBytes key = SecretBytes.copyOf(random(seed, StreamFormat.KEY_BYTES));
        SealedFile file = new SealedFile(new InMemory(seal(plain, key)), key, new byte[0]);

        byte[] part = file.read(start, count);

        assertThat(part).isEqualTo(Arrays.copyOfRange(plain, start, Math.min(start + count, length)));
        assertThat(file.length()).isEqualTo(length);
    }

    @Property(tries = 300)
    @Label("is refused at any other length before a byte is given out")
    void isRefusedAtAnyOtherLength(
            @ForAll @IntRange(max = MOST) int length, @ForAll @IntRange(max = MOST) int other, @ForAll long seed)
            throws IOException {
        SecretBytes key = SecretBytes.copyOf(random(seed, StreamFormat.KEY_BYTES));
        byte[] sealed = seal(random(seed, length), key);
        byte[] cut = Arrays.copyOf(sealed, other == sealed.length ? other + 1 : other);

        assertThatThrownBy(() -> new SealedFile(new InMemory(cut), key, new byte[0]))
                .isInstanceOf(StreamRefusedException.class);
    }

    @Property(tries = 300)
    @Label("gives out nothing of a chunk with a wrong bit, and nothing after it")
    void givesOutNothingWrong(@ForAll @IntRange(max = MOST) int length, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        SecretBytes key = SecretBytes.copyOf(random(seed, StreamFormat.KEY_BYTES));
        byte[] plain = random(seed, length);
        byte[] sealed = seal(plain, key);
        int at = random.nextInt(sealed.length);
        sealed[at] ^= (byte) (1 << random.nextInt(8));
        ByteArrayOutputStream given = new ByteArrayOutputStream();

        assertThatThrownBy(
                        () -> new OpeningStream(new ByteArrayInputStream(sealed), key, new byte[0]).transferTo(given))
                .isInstanceOf(StreamRefusedException.class);

        int good = Math.max(0, at - StreamFormat.HEADER_BYTES) / StreamFormat.SEALED_CHUNK_BYTES;
        assertThat(given.toByteArray()).isEqualTo(Arrays.copyOf(plain, good * StreamFormat.CHUNK_BYTES));
    }

    static byte[] seal(byte[] plain, SecretBytes key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealingStream sealing = new SealingStream(out, key, new byte[0]);
        sealing.write(plain);
        sealing.finish();
        return out.toByteArray();
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
