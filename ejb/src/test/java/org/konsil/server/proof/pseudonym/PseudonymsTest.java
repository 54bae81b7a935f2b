package org.konsil.server.proof.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("N3 the names of people in the log")
class PseudonymsTest {

    private static final Instant AUTUMN = Instant.parse("2026-11-26T21:30:00Z");
    private static final Instant WINTER = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Pseudonyms pseudonyms;

    @BeforeEach
    void opens() throws IOException {
        pseudonyms = PseudonymFixture.in(folder);
    }

    @Test
    @DisplayName("are the same within a family of events and a quarter, also after a restart, and differ otherwise")
    void areStableWithinTheirScope() throws IOException {
        String anna = pseudonyms.of("user anna", "device", AUTUMN);

        assertThat(anna).matches("p:[A-Za-z0-9_-]{22}");
        assertThat(pseudonyms.of("user anna", "device", AUTUMN.plusSeconds(60))).isEqualTo(anna);
        assertThat(PseudonymFixture.in(folder).of("user anna", "device", AUTUMN))
                .isEqualTo(anna);
        assertThat(List.of(
                        pseudonyms.of("user anna", "device", WINTER),
                        pseudonyms.of("user anna", "approval", AUTUMN),
                        pseudonyms.of("user ben", "device", AUTUMN)))
                .doesNotContain(anna)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("follow from nothing that is left once their key is destroyed; others keep theirs")
    void areGoneWithTheirKey() throws IOException {
        String anna = pseudonyms.of("user anna", "device", AUTUMN);
        String ben = pseudonyms.of("user ben", "device", AUTUMN);

        pseudonyms.erase(Set.of("user anna"));

        assertThat(pseudonyms.of("user ben", "device", AUTUMN)).isEqualTo(ben);
        assertThat(pseudonyms.of("user anna", "device", AUTUMN)).isNotEqualTo(anna);
        assertThat(PseudonymFixture.in(folder).of("user ben", "device", AUTUMN)).isEqualTo(ben);
    }

    @Test
    @DisplayName(
            "cannot be had from a copy of yesterday's file: its key was overwritten, and the next one does not open it")
    void cannotBeHadFromACopy() throws IOException {
        pseudonyms.of("user anna", "device", AUTUMN);
        byte[] copy = Files.readAllBytes(folder.resolve("person-keys-1"));

        pseudonyms.sealAnew();
        Files.write(folder.resolve("person-keys-2"), copy);

        assertThat(folder.resolve("person-opener-1")).doesNotExist();
        assertThat(folder.resolve("person-keys-1")).doesNotExist();
        assertThatThrownBy(() -> PseudonymFixture.in(folder).of("user anna", "device", AUTUMN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName(
            "survive a power failure: half a record at the end is written over, an old key that was left is destroyed")
    void survivePowerFailures() throws IOException {
        String anna = pseudonyms.of("user anna", "device", AUTUMN);
        Files.write(folder.resolve("person-keys-1"), new byte[] {0, 0, 0, 99, 1, 2, 3}, StandardOpenOption.APPEND);
        Pseudonyms restarted = PseudonymFixture.in(folder);
        String ben = restarted.of("user ben", "device", AUTUMN);
        byte[] left = Files.readAllBytes(folder.resolve("person-opener-1"));
        restarted.sealAnew();
        Files.write(folder.resolve("person-opener-1"), left);

        Pseudonyms again = PseudonymFixture.in(folder);

        assertThat(again.of("user anna", "device", AUTUMN)).isEqualTo(anna);
        assertThat(again.of("user ben", "device", AUTUMN)).isEqualTo(ben);
        assertThat(folder.resolve("person-opener-1")).doesNotExist();
    }

    @Test
    @DisplayName("are the same on two nodes that share the folder, and gone on both")
    void areSharedByNodes() throws IOException {
        Pseudonyms other = PseudonymFixture.in(folder);
        String anna = pseudonyms.of("user anna", "device", AUTUMN);

        assertThat(other.of("user anna", "device", AUTUMN)).isEqualTo(anna);
        other.erase(Set.of("user anna"));
        assertThat(pseudonyms.of("user anna", "device", AUTUMN)).isNotEqualTo(anna);
        assertThat(other.of("user anna", "device", AUTUMN)).isEqualTo(pseudonyms.of("user anna", "device", AUTUMN));
    }

    @Test
    @DisplayName("leave no id of a person readable on disk, and files are for their owner only")
    void leaveNothingReadable() throws IOException {
        pseudonyms.of("user anna-the-mark", "device", AUTUMN);

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("person-"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("anna-the-mark");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("person-opener-1"))))
                .isEqualTo("rw-------");
    }
}
