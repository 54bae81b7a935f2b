package org.konsil.client.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.proof.LogReport.Outcome;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.WitnessPolicy;

/** Each way to tamper with a whole export, witnesses and stamp included, and the check that finds it. */
@DisplayName("A9 N2 an auditor with witnesses and a time stamp, offline")
class LogTamperingTest {

    private static final Instant NOON = Instant.parse("2026-11-26T22:00:00Z");
    private static final NoteSigner FIRST = witness("w1.example", 1);
    private static final NoteSigner SECOND = witness("w2.example", 2);

    private static SignedLog log;
    private static SignedLog fork;
    private static SignedLog foreign;

    @TempDir
    Path folder;

    /** What somebody does to the files. */
    interface Deed {
        void to(Path folder) throws Exception;
    }

    @BeforeAll
    static void begins() throws Exception {
        log = new SignedLog(1).with(400);
        foreign = new SignedLog(2).with(400);
        fork = new SignedLog(1);
        fork.entries.clear();
        fork.entries.addAll(log.entries);
        fork.entries.set(100, SignedLog.event(4711));
    }

    @BeforeEach
    void exports() throws Exception {
        export(log, folder);
    }

    /** With what two witnesses and an authority said of it. */
    private static void export(SignedLog from, Path folder) throws Exception {
        from.export(folder);
        cosign(folder, from, "checkpoint", FIRST);
        cosign(folder, from, "checkpoint", SECOND);
        copy(folder, "checkpoint", folder, "witnessed/checkpoint");
        copy(folder, "checkpoint", folder, "stamp/checkpoint");
        Files.write(folder.resolve("stamp/reply"), from.stamp(Files.readAllBytes(folder.resolve("checkpoint"))));
    }

    @Test
    @DisplayName("believes an untouched one: every check passes, and says how far and when")
    void believesTheUntouched() {
        LogReport report = verify("g");

        assertThat(report.holds()).isTrue();
        assertThat(report.findings().get(LogCheck.COSIGNED).detail()).isEqualTo("401/401, " + NOON);
        assertThat(report.findings().get(LogCheck.STAMPED).detail()).startsWith("401/401, 2026-11-26T");
        assertThat(report.key()).contains(log.signer.key());
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                deed("an edited entry", "entries-unchanged", at -> edit(at, all -> all.set(7, SignedLog.event(1)))),
                deed("an entry taken out", "entries-complete", at -> edit(at, all -> all.remove(7))),
                deed("two entries changed", "entries-unchanged", at -> edit(at, all -> Collections.swap(all, 3, 4))),
                deed("the end cut off", "entries-complete", at -> edit(at, all -> all.remove(all.size() - 1))),
                deed("a missing file", "entries-complete", at -> Files.delete(at.resolve(LAST))),
                deed("a missing tile", "tiles-unchanged", at -> Files.delete(at.resolve("tile/1/000.p/1"))),
                deed("no checkpoint", "checkpoint-signed", at -> Files.delete(at.resolve("checkpoint"))),
                deed("another log's checkpoint", "checkpoint-signed", at -> swap(at, foreign, "checkpoint")),
                deed("a fork's checkpoint", "head-signed", at -> swap(at, fork, "checkpoint")),
                deed("a forged size", "checkpoint-signed", at -> replace(at, "checkpoint", "\n401\n", "\n400\n")),
                deed("a fork, whole", "cosigned", at -> fork.export(at)),
                deed("the second witness missing", "cosigned", at -> {
                    log.export(at);
                    cosign(at, log, "checkpoint", FIRST);
                    copy(at, "checkpoint", at, "witnessed/checkpoint");
                }),
                deed("a cosignature of something else", "cosigned", at -> {
                    forge(at.resolve("checkpoint"));
                    copy(at, "checkpoint", at, "witnessed/checkpoint");
                }),
                deed("nothing witnessed", "cosigned", at -> {
                    log.export(at);
                    Files.delete(at.resolve("witnessed/checkpoint"));
                }),
                deed("a witnessed checkpoint of a fork", "cosigned", at -> {
                    log.export(at);
                    swap(at, fork, "witnessed/checkpoint");
                }),
                deed("no time stamp", "stamped", at -> Files.delete(at.resolve("stamp/reply"))),
                deed("no stamp but a text", "stamped", at -> copy(at, "checkpoint", at, "stamp/reply")),
                deed(
                        "a stamp of another text",
                        "stamped",
                        at -> Files.write(
                                at.resolve("stamp/reply"), log.stamp("other".getBytes(StandardCharsets.UTF_8)))),
                deed(
                        "another authority's stamp",
                        "stamped",
                        at -> Files.write(
                                at.resolve("stamp/reply"),
                                foreign.stamp(Files.readAllBytes(at.resolve("stamp/checkpoint"))))),
                deed("a stamped checkpoint of a fork", "stamped", at -> {
                    swap(at, fork, "stamp/checkpoint");
                    Files.write(
                            at.resolve("stamp/reply"), log.stamp(Files.readAllBytes(at.resolve("stamp/checkpoint"))));
                }),
                deed("a turned bit in the stamp", "stamped", at -> turn(at, "stamp/reply", 20)));
    }

    private static final String LAST = "tile/entries/001.p/145";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("deeds")
    @DisplayName("finds tampering by the check of that name")
    void finds(String what, String check, Deed deed) throws Exception {
        deed.to(folder);

        LogReport report = verify("g");

        assertThat(report.holds()).isFalse();
        assertThat(failed(report)).contains(check);
    }

    @Test
    @DisplayName("finds neither more nor less where only one thing is wrong")
    void findsNothingElse() throws Exception {
        Files.delete(folder.resolve("stamp/reply"));
        assertThat(failed(verify("g"))).containsExactly("stamped");
        export(log, folder);
        log.export(folder);
        Files.delete(folder.resolve("witnessed/checkpoint"));
        assertThat(failed(verify("g"))).containsExactly("cosigned");
    }

    @Test
    @DisplayName(
            "takes an earlier checkpoint that was witnessed, if the log is that one, grown, and says how far it was")
    void takesAnEarlierOne() throws Exception {
        SignedLog more = new SignedLog(1);
        more.entries.clear();
        more.entries.addAll(log.entries);
        more.with(50);
        more.export(folder);

        LogReport report = verify("g");

        assertThat(failed(report)).isEmpty();
        assertThat(report.findings().get(LogCheck.COSIGNED).detail()).startsWith("401/451, ");
    }

    @Test
    @DisplayName("asks for as many witnesses as the policy does, and for the policy's log")
    void asksForThePolicy() throws Exception {
        log.export(folder);
        cosign(folder, log, "checkpoint", SECOND);
        copy(folder, "checkpoint", folder, "witnessed/checkpoint");

        assertThat(failed(verify("w2.example"))).isEmpty();
        assertThat(failed(verify("w1.example"))).containsExactly("cosigned");
        assertThat(verify("g").findings().get(LogCheck.COSIGNED).detail()).contains("w1.example");
        WitnessPolicy other = policy("log " + foreign.signer.key() + "\n", "w2.example");
        assertThat(failed(verify(other))).containsExactly("cosigned");
        WitnessPolicy own = policy("log " + log.signer.key() + "\n", "w2.example");
        assertThat(failed(verify(own))).isEmpty();
    }

    private static Arguments deed(String what, String check, Deed deed) {
        return Arguments.of(what, check, deed);
    }

    private interface Edit {
        void to(List<byte[]> entries);
    }

    private static void edit(Path at, Edit edit) throws IOException {
        List<byte[]> entries = EntryBundle.decode(Files.readAllBytes(at.resolve(LAST)), 145);
        edit.to(entries);
        Files.write(at.resolve(LAST), EntryBundle.encode(entries));
    }

    private static void swap(Path at, SignedLog other, String name) throws Exception {
        Path elsewhere = Files.createTempDirectory(at, "elsewhere");
        export(other, elsewhere);
        copy(elsewhere, name, at, name);
    }

    private static void copy(Path from, String name, Path to, String as) throws IOException {
        Files.createDirectories(to.resolve(as).getParent());
        Files.copy(from.resolve(name), to.resolve(as), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void replace(Path at, String name, String text, String by) throws IOException {
        Files.writeString(at.resolve(name), Files.readString(at.resolve(name)).replace(text, by));
    }

    /** A bit, so far from the end. */
    private static void turn(Path at, String name, int fromEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(at.resolve(name));
        bytes[bytes.length - fromEnd] ^= 1;
        Files.write(at.resolve(name), bytes);
    }

    private static void cosign(Path at, SignedLog by, String name, NoteSigner witness) throws IOException {
        Checkpoint checkpoint =
                UnverifiedCheckpoint.parse(Files.readAllBytes(at.resolve(name))).check(by.signer.key());
        Files.write(
                at.resolve(name),
                checkpoint.with(witness.key(), witness.cosign(checkpoint, NOON)).encode());
    }

    /** The second witness's signature of another history. */
    private static void forge(Path file) throws IOException {
        log.export(file.getParent());
        Checkpoint other = fork.signer.sign(new TreeHead(log.signer.key().name(), 401, TreeHash.ofLeaf(new byte[1])));
        cosign(file.getParent(), log, file.getFileName().toString(), FIRST);
        Files.writeString(
                file, Files.readString(file) + new String(SECOND.cosign(other, NOON), StandardCharsets.UTF_8));
    }

    private static NoteSigner witness(String name, int seed) {
        byte[] secret = new byte[NoteSigner.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        return NoteSigner.of(name, NoteKind.WITNESS, SecretBytes.owning(secret));
    }

    private static WitnessPolicy policy(String logs, String quorum) {
        String text = logs + "witness w1.example " + FIRST.key() + "\nwitness w2.example " + SECOND.key()
                + "\ngroup g all w1.example w2.example\nquorum " + quorum + "\n";
        return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private LogReport verify(String quorum) {
        return verify(policy("", quorum));
    }

    private LogReport verify(WitnessPolicy policy) {
        X509Certificate root = log.root;
        return new LogVerifier(new LogFolder(folder), new LogTrust(root, Optional.empty()))
                .verify(new LogQuestion(Optional.empty(), Optional.of(policy), Optional.of(Set.of(root))));
    }

    private static Set<String> failed(LogReport report) {
        return report.findings().entrySet().stream()
                .filter(finding -> finding.getValue().outcome() == Outcome.FAILED)
                .map(finding -> finding.getKey().text())
                .collect(Collectors.toSet());
    }
}
