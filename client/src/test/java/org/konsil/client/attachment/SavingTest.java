package org.konsil.client.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.failure.TamperedException;

@DisplayName("C1 what a sealed attachment opens with")
class SavingTest {

    private static final int BYTES = 100_000;

    @TempDir
    Path folder;

    private Path file;
    private Path sealed;
    private Path target;
    private Enclosure enclosure;

    @BeforeEach
    void seal() throws IOException {
        byte[] content = new byte[BYTES];
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("Befund.pdf"), content);
        Spool spool = new Spool(folder.resolve("spool"));
        enclosure =
                Sealing.seal(UUID.randomUUID(), file, "application/pdf", spool).enclosure();
        sealed = spool.fileOf(enclosure.id());
        target = folder.resolve("saved");
    }

    @Test
    void opensWithItsKeyForItsId() throws IOException {
        assertThat(Saving.save(enclosure, sealed, target)).hasSameBinaryContentAs(file);
    }

    @Test
    void refusesAnotherKeyAndAnotherId() throws IOException {
        byte[] key = enclosure.key().clone();
        key[0] ^= 1;

        refuses(with(enclosure.id(), key));
        refuses(with(UUID.randomUUID(), enclosure.key()));
    }

    @Test
    void refusesATurnedBitAndAnEarlierEnd() throws IOException {
        byte[] whole = Files.readAllBytes(sealed);
        for (int place : new int[] {0, whole.length / 2, whole.length - 1}) {
            byte[] forged = whole.clone();
            forged[place] ^= 1;
            Files.write(sealed, forged);
            refuses(enclosure);
        }
        Files.write(sealed, Arrays.copyOf(whole, whole.length / 2));
        refuses(enclosure);
    }

    private Enclosure with(UUID id, byte[] key) {
        return new Enclosure(id, enclosure.bytes(), enclosure.sha256(), key, enclosure.name(), enclosure.mediaType());
    }

    /** Nothing of it is left in the folder. */
    private void refuses(Enclosure said) throws IOException {
        assertThatThrownBy(() -> Saving.save(said, sealed, target))
                .isInstanceOf(TamperedException.class)
                .hasMessage("attachment-differs");
        try (var left = Files.list(target)) {
            assertThat(left).isEmpty();
        }
    }
}
