package org.konsil.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.Cosignature;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.server.proof.TestWitness.Answer;
import org.konsil.server.proof.WitnessStanding.State;
import org.konsil.server.proof.sequencing.LogFixture;
import org.konsil.server.proof.witnessing.WitnessFixture;

/** The log on a real PostgreSQL, and witnesses over HTTP that are honest, away, or against it. */
@DisplayName("A9 the proof log's witnesses")
class WitnessRoundTest {

    private static final Instant START = Instant.parse("2026-11-26T21:30:00Z");

    private static ServerLog server;

    @TempDir
    Path folder;

    private LogFixture log;
    private Path policy;
    private WitnessFixture node;
    private TestWitness first;
    private TestWitness second;
    private Instant now = START;

    @BeforeAll
    static void starts() throws Exception {
        server = new ServerLog();
    }

    @AfterAll
    static void stops() throws IOException {
        server.close();
    }

    @BeforeEach
    void begins() throws IOException {
        server.empty();
        log = server.node(folder);
        grow(5);
        policy = folder.resolve("policy");
        node = new WitnessFixture(ProofSettingsFixture.withWitnesses(policy));
        first = new TestWitness(1);
        second = new TestWitness(2);
        first.log = log.key();
        second.log = log.key();
        policy(first.line() + "quorum w1.example\n");
    }

    @AfterEach
    void ends() {
        first.close();
        second.close();
    }

    @Test
    @DisplayName("sign what they see, again and again as it grows, and only what is new is shown to them")
    void areShownWhatGrows() {
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        assertThat(first.asked()).isEqualTo(1);
        requireCosigned(server.checkpoint(), 6, first);
        requireCosigned(witnessed(), 6, first);

        assertThat(round().state()).isEqualTo(State.WITNESSED);
        assertThat(first.asked()).as("nothing new").isEqualTo(1);

        grow(500);
        assertThat(standing().state()).isEqualTo(State.WAITING);
        requireCosigned(witnessed(), 6, first);
        assertThat(UnverifiedCheckpoint.parse(server.checkpoint()).claimedSize())
                .isEqualTo(506);
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        assertThat(first.asked()).isEqualTo(2);
        requireCosigned(witnessed(), 506, first);
    }

    @Test
    @DisplayName(
            "Without a policy, or with one that asks for nobody or cannot be read, the log is unwitnessed, and says so")
    void isUnwitnessedWithoutAny() throws IOException {
        policy("quorum none\n");
        assertThat(round().state()).isEqualTo(State.UNWITNESSED);
        assertThat(round().waitingSince()).contains(START);
        assertThatThrownBy(this::witnessed).isInstanceOf(UnknownProofFileException.class);

        policy(first.line() + "quorum w1.example\n");
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        policy("nonsense\n");
        assertThat(round().state()).isEqualTo(State.UNWITNESSED);
        Files.delete(policy);
        assertThat(round().state()).isEqualTo(State.UNWITNESSED);
    }

    @Test
    @DisplayName(
            "One that is away stops nothing: the log grows, is unwitnessed since a moment, and is witnessed again later")
    void goesOnWithoutThem() {
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        first.answers(body -> new Answer(500, ""));
        grow(3);
        assertThat(round().state()).isEqualTo(State.WAITING);
        now = START.plus(Duration.ofMinutes(5));
        grow(2);

        WitnessStanding away = round();
        assertThat(away.state()).isEqualTo(State.UNWITNESSED);
        assertThat(away.waitingSince()).contains(START);
        assertThat(away.size()).isEqualTo(11);
        assertThat(away.witnesses().get(0).fault()).contains(WitnessFault.REFUSED);
        assertThat(away.witnesses().get(0).failingSince()).contains(START);

        first.answersHonestly();
        WitnessStanding back = round();
        assertThat(back.state()).isEqualTo(State.WITNESSED);
        assertThat(back.waitingSince()).isEmpty();
        assertThat(back.witnesses().get(0).fault()).isEmpty();
    }

    @Test
    @DisplayName("One that nobody reaches is said to be unreachable")
    void saysWhoIsAway() {
        first.close();
        assertThat(round().witnesses().get(0).fault()).contains(WitnessFault.UNREACHABLE);
        assertThat(standing().state()).isEqualTo(State.UNWITNESSED);
    }

    @Test
    @DisplayName(
            "Two of three are enough where the policy says two; what one signed is kept until the other one is there")
    void countsThem() throws IOException {
        NoteSigner third = TestWitness.signer("w3.example", 3);
        policy(first.line() + second.line() + "witness w3.example " + third.key()
                + "\ngroup g 2 w1.example w2.example w3.example\nquorum g\n");
        second.answers(body -> new Answer(503, ""));
        assertThat(round().state()).isEqualTo(State.UNWITNESSED);
        assertThatThrownBy(this::witnessed).isInstanceOf(UnknownProofFileException.class);
        requireCosigned(server.checkpoint(), 6, first);

        second.answersHonestly();
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        assertThat(first.asked()).as("it had signed this one").isEqualTo(1);
        requireCosigned(witnessed(), 6, first, second);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("What one refuses is said by its name, and is no signature")
    @CsvSource({
        "403, '', KEY_UNKNOWN, false",
        "404, '', LOG_UNKNOWN, false",
        "422, '', NOT_GROWN, true",
        "409, '7', SAW_MORE, true",
        "409, '0', SAW_ANOTHER, true",
        "409, 'nonsense', REFUSED, false",
        "302, '', REFUSED, false",
        "200, '', FORGED, false"
    })
    void saysWhatTheyRefuse(int status, String size, WitnessFault fault, boolean contradiction) {
        first.answers(body -> new Answer(status, size.isEmpty() ? "" : size + "\n"));
        WitnessStanding standing = round();

        assertThat(standing.state()).isEqualTo(State.UNWITNESSED);
        assertThat(standing.witnesses().get(0).fault()).contains(fault);
        assertThat(fault.isContradiction()).isEqualTo(contradiction);
        assertThatThrownBy(this::witnessed).isInstanceOf(UnknownProofFileException.class);
    }

    interface Lie {
        byte[] of(TestWitness witness, Checkpoint shown, byte[] before);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of("a turned bit", (Lie) (witness, shown, before) -> turned(cosign(witness, shown))),
                Arguments.of("an earlier signature, replayed", (Lie) (witness, shown, before) -> before),
                Arguments.of("another key of its name", (Lie) (witness, shown, before) ->
                        TestWitness.signer(witness.signer.key().name(), 9).cosign(shown, TestWitness.TIME)),
                Arguments.of("somebody else's", (Lie) (witness, shown, before) ->
                        TestWitness.signer("w9.example", 9).cosign(shown, TestWitness.TIME)),
                Arguments.of("text", (Lie) (witness, shown, before) -> "fine\n".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("too much", (Lie) (witness, shown, before) -> new byte[5_000_000]));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("What one gives for a signature and is none is noticed, and is not given out")
    @MethodSource("lies")
    void noticesForgeries(String what, Lie lie) {
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        Checkpoint before = UnverifiedCheckpoint.parse(witnessed()).check(log.key());
        byte[] line = cosign(first, before);
        grow(3);
        NoteKey key = log.key();
        first.answers(body -> new Answer(200, lie.of(first, TestWitness.checkpoint(body, key), line)));

        assertThat(round().witnesses().get(0).fault()).contains(WitnessFault.FORGED);
        assertThat(standing().state()).isEqualTo(State.WAITING);
        requireCosigned(witnessed(), 6, first);
        assertThat(UnverifiedCheckpoint.parse(server.checkpoint()).check(key).cosignatures(List.of(first.signer.key())))
                .isEmpty();
    }

    @Test
    @DisplayName("Signatures of others beside its own are passed over")
    void passesOverOthers() {
        NoteKey key = log.key();
        first.answers(body -> new Answer(
                200,
                new String(
                                TestWitness.signer("w9.example", 9)
                                        .cosign(TestWitness.checkpoint(body, key), TestWitness.TIME),
                                StandardCharsets.UTF_8)
                        + new String(cosign(first, TestWitness.checkpoint(body, key)), StandardCharsets.UTF_8)));
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        requireCosigned(witnessed(), 6, first);
    }

    @Test
    @DisplayName("One that begins anew, or saw more than is remembered here, is asked from where it is")
    void goesOnFromWhereTheyAre() {
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        first.forget();
        grow(3);
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        grow(3);
        server.edit("delete from proof_witness");
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        requireCosigned(witnessed(), 12, first);
    }

    @Test
    @DisplayName("Whoever edits what they signed makes the log unwitnessed")
    void noticesEdits() {
        assertThat(round().state()).isEqualTo(State.WITNESSED);
        server.edit(
                "update proof_witnessing set witnessed_note = set_byte(witnessed_note, octet_length(witnessed_note) - 9,"
                        + " get_byte(witnessed_note, octet_length(witnessed_note) - 9) # 1)");
        assertThat(standing().state()).isEqualTo(State.UNWITNESSED);
    }

    private static byte[] cosign(TestWitness witness, Checkpoint checkpoint) {
        return witness.signer.cosign(checkpoint, TestWitness.TIME);
    }

    private static byte[] turned(byte[] line) {
        byte[] turned = line.clone();
        turned[line.length - 20] ^= 1;
        return turned;
    }

    private void requireCosigned(byte[] note, long size, TestWitness... witnesses) {
        Checkpoint checkpoint = UnverifiedCheckpoint.parse(note).check(log.key());
        assertThat(checkpoint.size()).isEqualTo(size);
        List<NoteKey> keys =
                Stream.of(witnesses).map(witness -> witness.signer.key()).toList();
        assertThat(checkpoint.cosignatures(keys))
                .extracting(Cosignature::witness)
                .containsExactlyElementsOf(keys);
    }

    private void grow(int events) {
        server.happen(events);
        log.integrate();
    }

    private void policy(String text) throws IOException {
        Files.writeString(policy, text);
    }

    private byte[] witnessed() {
        return server.inTransaction(entities -> node.ledger(entities).requireWitnessed());
    }

    private WitnessStanding round() {
        return server.inTransaction(entities -> node.round(entities, clock()).run());
    }

    private WitnessStanding standing() {
        return server.inTransaction(entities -> node.round(entities, clock()).standing());
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
