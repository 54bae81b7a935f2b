package org.konsil.client.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.proof.LogReport.Outcome;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.tile.EntryBundle;

/** Each test changes a copy of a log that holds, and the check of that name finds it. */
@DisplayName("A9 N2 an auditor, offline")
class LogVerifierTest {

    private static final int EVENTS = 699;
    private static final String LAST = "tile/entries/002.p/188";

    private static SignedLog log;

    @TempDir
    Path folder;

    @BeforeAll
    static void begins() throws Exception {
        log = new SignedLog(1).with(EVENTS);
    }

    @BeforeEach
    void exports() throws IOException {
        log.export(folder);
    }

    @Test
    @DisplayName("sees that an untouched log holds, with all that was asked for")
    void acceptsAnUntouchedLog() {
        LogReport report = verify(Optional.empty());

        assertThat(report.holds()).isTrue();
        assertThat(report.size()).isEqualTo(EVENTS + 1);
        assertThat(outcomes(report, Outcome.NOT_ASKED))
                .containsExactlyInAnyOrder(LogCheck.GROWN_SINCE, LogCheck.COSIGNED, LogCheck.STAMPED);
        assertThat(outcomes(report, Outcome.PASSED)).hasSize(7);
    }

    @Test
    @DisplayName("finds an edited entry")
    void findsAnEdit() throws IOException {
        edit(256, entries -> entries.set(7, SignedLog.event(9999)));

        assertThat(failures())
                .containsExactlyInAnyOrder(LogCheck.ENTRIES_UNCHANGED, LogCheck.TILES_UNCHANGED, LogCheck.HEAD_SIGNED);
    }

    @Test
    @DisplayName("finds a gap: an entry that was taken out, a file that is missing")
    void findsAGap() throws IOException {
        edit(256, entries -> entries.remove(7));
        assertThat(failures()).contains(LogCheck.ENTRIES_COMPLETE, LogCheck.HEAD_SIGNED);

        log.export(folder);
        Files.delete(folder.resolve("tile/entries/001"));
        assertThat(failures()).contains(LogCheck.ENTRIES_COMPLETE, LogCheck.HEAD_SIGNED);

        log.export(folder);
        Files.delete(folder.resolve("tile/0/001"));
        assertThat(failures()).contains(LogCheck.TILES_UNCHANGED);
    }

    @Test
    @DisplayName("finds that two entries changed places")
    void findsReordering() throws IOException {
        edit(256, entries -> Collections.swap(entries, 3, 4));

        assertThat(failures()).contains(LogCheck.ENTRIES_UNCHANGED, LogCheck.HEAD_SIGNED);
    }

    @Test
    @DisplayName("finds that the end was cut off while the checkpoint stayed")
    void findsACutEnd() throws IOException {
        byte[] last = Files.readAllBytes(folder.resolve(LAST));
        Files.write(
                folder.resolve(LAST),
                EntryBundle.encode(EntryBundle.decode(last, 188).subList(0, 180)));

        assertThat(failures()).contains(LogCheck.ENTRIES_COMPLETE, LogCheck.HEAD_SIGNED);
    }

    @Test
    @DisplayName("finds that the end was cut off together with the checkpoint, if a later checkpoint was kept")
    void findsAnOlderLog() throws Exception {
        byte[] kept = Files.readAllBytes(folder.resolve("checkpoint"));
        SignedLog older = new SignedLog(1);
        older.entries.clear();
        older.entries.addAll(log.entries.subList(0, 300));
        Path copy = folder.resolve("older");
        older.export(copy);

        assertThat(verify(copy, Optional.empty()).holds()).isTrue();
        assertThat(outcomes(verify(copy, Optional.of(kept)), Outcome.FAILED)).containsExactly(LogCheck.GROWN_SINCE);
        byte[] before = Files.readAllBytes(copy.resolve("checkpoint"));
        assertThat(verify(Optional.of(before)).holds()).isTrue();
    }

    @Test
    @DisplayName("finds another history by the same key, if a checkpoint of the first one was kept")
    void findsAFork() throws Exception {
        byte[] kept = Files.readAllBytes(folder.resolve("checkpoint"));
        SignedLog fork = new SignedLog(1);
        fork.entries.clear();
        fork.entries.addAll(log.entries);
        fork.entries.set(100, SignedLog.event(4711));
        fork.with(50);
        Path copy = folder.resolve("fork");
        fork.export(copy);

        assertThat(verify(copy, Optional.empty()).holds()).isTrue();
        assertThat(outcomes(verify(copy, Optional.of(kept)), Outcome.FAILED)).containsExactly(LogCheck.GROWN_SINCE);
    }

    @Test
    @DisplayName("finds a forged checkpoint: another size or head, or none at all")
    void findsAForgedCheckpoint() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        String text = Files.readString(checkpoint);

        Files.writeString(checkpoint, text.replace("\n700\n", "\n699\n"));
        assertThat(failures()).contains(LogCheck.CHECKPOINT_SIGNED);
        Files.writeString(checkpoint, text.replaceFirst("\n[A-Za-z0-9+/]{4}", "\nAAAA"));
        assertThat(failures()).contains(LogCheck.CHECKPOINT_SIGNED);
        Files.delete(checkpoint);
        assertThat(failures()).contains(LogCheck.CHECKPOINT_SIGNED);
    }

    @Test
    @DisplayName("finds a checkpoint that was swapped for that of another log of the same name")
    void findsASwappedCheckpoint() throws Exception {
        SignedLog other = new SignedLog(2).with(EVENTS);
        Path elsewhere = folder.resolve("elsewhere");
        other.export(elsewhere);

        Files.copy(elsewhere.resolve("checkpoint"), folder.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(failures()).contains(LogCheck.CHECKPOINT_SIGNED);
    }

    @Test
    @DisplayName(
            "believes no whole log of somebody else's root, of a certificate for something else, or with another key"
                    + " than was known")
    void believesNoForeignLog() throws Exception {
        X509Certificate foreign = new SignedLog(3).root;
        assertThat(outcomes(verifier(folder, foreign, Optional.empty()).verify(Optional.empty()), Outcome.FAILED))
                .contains(LogCheck.KEY_VOUCHED);

        Path stamped = folder.resolve("stamped");
        SignedLog other = new SignedLog(4, CertificateProfiles.TIME_STAMP).with(1);
        other.export(stamped);
        assertThat(outcomes(verifier(stamped, other.root, Optional.empty()).verify(Optional.empty()), Outcome.FAILED))
                .contains(LogCheck.KEY_VOUCHED);

        NoteKey known = new SignedLog(5).signer.key();
        assertThat(outcomes(verifier(folder, log.root, Optional.of(known)).verify(Optional.empty()), Outcome.FAILED))
                .contains(LogCheck.KEY_VOUCHED);
        assertThat(verifier(folder, log.root, Optional.of(log.signer.key()))
                        .verify(Optional.empty())
                        .holds())
                .isTrue();
    }

    @Test
    @DisplayName("finds an entry that is no event, though it was signed")
    void findsFreeText() throws Exception {
        SignedLog chatty = new SignedLog(6).with(3);
        chatty.entries.add("{\"note\":\"Frau Müller\"}".getBytes(StandardCharsets.UTF_8));
        Path copy = folder.resolve("chatty");
        chatty.export(copy);

        LogReport report = verifier(copy, chatty.root, Optional.empty()).verify(Optional.empty());

        assertThat(outcomes(report, Outcome.FAILED)).containsExactly(LogCheck.EVENTS_READABLE);
    }

    @Test
    @DisplayName("finds a wrong bit in any byte of any file of a small log, and a file that is longer by a byte")
    void findsEveryFlip() throws Exception {
        SignedLog small = new SignedLog(7).with(3);
        Path copy = folder.resolve("small");
        small.export(copy);
        List<Path> files;
        try (Stream<Path> all = Files.walk(copy)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSize(3);

        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= 1;
                Files.write(file, flipped);
                assertThat(verifier(copy, small.root, Optional.empty())
                                .verify(Optional.empty())
                                .holds())
                        .as("%s byte %d", file, at)
                        .isFalse();
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            Files.write(file, longer);
            assertThat(verifier(copy, small.root, Optional.empty())
                            .verify(Optional.empty())
                            .holds())
                    .isFalse();
            Files.write(file, bytes);
        }
        assertThat(verifier(copy, small.root, Optional.empty())
                        .verify(Optional.empty())
                        .holds())
                .isTrue();
    }

    private interface Edit {
        void to(List<byte[]> entries);
    }

    /** In the second bundle, which is full. */
    private void edit(int width, Edit edit) throws IOException {
        Path bundle = folder.resolve("tile/entries/001");
        List<byte[]> entries = EntryBundle.decode(Files.readAllBytes(bundle), width);
        edit.to(entries);
        Files.write(bundle, EntryBundle.encode(entries));
    }

    private Set<LogCheck> failures() {
        return outcomes(verify(Optional.empty()), Outcome.FAILED);
    }

    private LogReport verify(Optional<byte[]> since) {
        return verify(folder, since);
    }

    private static LogReport verify(Path where, Optional<byte[]> since) {
        return verifier(where, log.root, Optional.empty()).verify(since);
    }

    private static LogVerifier verifier(Path where, X509Certificate root, Optional<NoteKey> key) {
        return new LogVerifier(new LogFolder(where), new LogTrust(root, key));
    }

    private static Set<LogCheck> outcomes(LogReport report, Outcome outcome) {
        return report.findings().entrySet().stream()
                .filter(finding -> finding.getValue().outcome() == outcome)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
