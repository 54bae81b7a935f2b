package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.messaging.Conversation;
import org.konsil.client.messaging.Message;
import org.konsil.client.messaging.Standing;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.Delivery;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.ClientFrame;

@DisplayName("C1, C2 a device on line")
class KonsilSessionTest {

    private static final Duration SOON = Duration.ofMillis(300);

    private final Clinic clinic = new Clinic();
    private final Delivery delivery = new Delivery();
    private final List<Wired> devices = new ArrayList<>();
    private final UUID annaHerself = UUID.randomUUID();
    private final UUID benHimself = UUID.randomUUID();
    private final UUID carolHerself = UUID.randomUUID();
    private Wired annas;
    private Wired bens;
    private KonsilSession anna;
    private KonsilSession ben;

    @TempDir
    Path folder;

    @BeforeEach
    void connect() {
        annas = device(annaHerself);
        bens = device(benHimself);
        anna = annas.connect();
        ben = bens.connect();
    }

    @AfterEach
    void close() {
        devices.forEach(Wired::close);
    }

    private Wired device(UUID user) {
        Wired made = Wired.of(folder.resolve("device" + devices.size()), clinic.device(user), clinic, delivery);
        devices.add(made);
        return made;
    }

    @Test
    void writesBothWaysAndKeepsTheOrder() {
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "eins");
        anna.send(group, "zwei");
        read(ben);
        ben.send(group, "drei");
        read(anna);

        assertThat(texts(anna, group)).containsExactly("eins", "zwei", "drei");
        assertThat(texts(ben, group)).containsExactly("eins", "zwei", "drei");
        assertThat(ben.messages(group)).extracting(Message::own).containsExactly(false, false, true);
    }

    @Test
    void goesOnAfterARestart() {
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "vorher");
        anna.close();
        annas.reopen();
        anna = annas.connect();
        anna.send(group, "nachher");
        read(ben);
        ben.send(group, "zurück");
        read(anna);

        assertThat(texts(ben, group)).containsExactly("vorher", "nachher", "zurück");
        assertThat(texts(anna, group)).containsExactly("vorher", "nachher", "zurück");
    }

    @Test
    void whoIsAddedReadsWhatIsSaidFromThenOnAndWhoIsRemovedNothingMore() {
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "ohne Carol");
        Wired carols = device(carolHerself);
        KonsilSession carol = carols.connect();
        read(ben);
        ben.add(group, carolHerself);
        read(carol);
        read(anna);
        anna.send(group, "mit Carol");
        read(carol);
        carol.send(group, "hier bin ich");
        read(anna);
        anna.remove(group, carolHerself);
        read(ben);
        anna.send(group, "wieder ohne");
        read(ben);
        read(carol);

        assertThat(texts(carol, group)).containsExactly("mit Carol", "hier bin ich", "conversation-left");
        assertThat(conversation(carol, group).standing()).isEqualTo(Standing.LEFT);
        assertThat(texts(ben, group)).containsExactly("ohne Carol", "mit Carol", "hier bin ich", "wieder ohne");
        assertThatThrownBy(() -> carol.send(group, "noch da?")).isInstanceOf(LockedException.class);
        carol.close();
        carols.reopen();
        try (KonsilSession again = carols.connect()) {
            assertThat(conversation(again, group).standing()).isEqualTo(Standing.LEFT);
        }
    }

    @Test
    @DisplayName("A5 a revoked device is put out before anything more is sealed")
    void putsARevokedDeviceOut() {
        Wired carols = device(carolHerself);
        KonsilSession carol = carols.connect();
        UUID group = anna.begin(List.of(benHimself, carolHerself));
        read(ben);
        read(carol);

        clinic.revoke(carols.self);
        anna.close();
        anna = annas.connect();
        anna.send(group, "unter uns");
        read(ben);
        read(carol);

        assertThat(texts(ben, group)).containsExactly("unter uns");
        assertThat(texts(carol, group)).doesNotContain("unter uns");
        assertThat(anna.members(group)).extracting(member -> member.user()).containsOnly(annaHerself, benHimself);
        assertThatThrownBy(carols::connect)
                .isInstanceOfSatisfying(
                        LockedException.class, no -> assertThat(no.code()).isEqualTo("revoked"));
    }

    @Test
    void whoeverLosesTheRaceMakesTheCommitAnew() {
        UUID dora = UUID.randomUUID();
        KonsilSession carol = device(carolHerself).connect();
        KonsilSession doras = device(dora).connect();
        UUID group = anna.begin(List.of(benHimself));
        read(ben);
        // Ben's connection is silent, so that he commits in the epoch that Anna has ended.
        anna.add(group, carolHerself);
        ben.add(group, dora);
        read(anna);
        read(carol);
        read(doras);
        carol.send(group, "alle da");
        List.of(anna, ben, doras).forEach(this::read);

        for (KonsilSession one : List.of(anna, ben, doras)) {
            assertThat(texts(one, group)).containsExactly("alle da");
        }
    }

    @Test
    void sendsOnceWhatWasAcceptedWithoutAnAnswer() {
        UUID group = anna.begin(List.of(benHimself));
        AtomicBoolean once = new AtomicBoolean(true);
        delivery.losing(frame -> frame.hasSubmitMessage() && once.getAndSet(false));
        anna.send(group, "nur einmal");
        read(ben);

        assertThat(texts(ben, group)).containsExactly("nur einmal");
        assertThat(texts(anna, group)).containsExactly("nur einmal");
    }

    @Test
    @DisplayName("C2 a server that cannot do it right now, and then lets nobody in, is asked again")
    void asksAgainWhoeverIsTemporarilyUnavailable() {
        UUID group = anna.begin(List.of(benHimself));
        AtomicInteger refusals = new AtomicInteger();
        delivery.away(frame -> (frame.hasSubmitMessage() || frame.hasHello()) && refusals.incrementAndGet() <= 2);

        anna.send(group, "nur einmal");
        read(ben);

        assertThat(refusals.get()).isGreaterThan(2);
        assertThat(texts(ben, group)).containsExactly("nur einmal");
    }

    @Test
    void takesACommitThatWasAcceptedWithoutAnAnswer() {
        AtomicBoolean once = new AtomicBoolean(true);
        delivery.losing(frame -> frame.hasSubmitCommit() && once.getAndSet(false));
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "trotzdem");
        read(ben);

        assertThat(texts(ben, group)).containsExactly("trotzdem");
    }

    @Test
    @DisplayName(
            "C1 a store that is older than the device's last act gives its keys up, comes back by itself and loses no later message")
    void noticesThatItsStoreIsOlder() throws IOException {
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "eins");
        byte[] older = stop(annas, anna);
        anna = annas.connect();
        anna.send(group, "zwei");
        anna.close();
        annas.close();
        Files.write(annas.folder().resolve("device.store"), older);
        read(ben);
        ben.send(group, "ungelesen");

        annas.reopen();
        anna = annas.connect();
        read(ben);
        ben.send(group, "danach");
        read(anna);
        anna.send(group, "wieder da");
        read(ben);

        assertThat(texts(anna, group))
                .containsExactly("eins", "conversation-lost", "conversation-rejoined", "danach", "wieder da");
        assertThat(texts(ben, group)).containsExactly("eins", "zwei", "ungelesen", "danach", "wieder da");
        requireEachKeyOnce();
    }

    @Test
    @DisplayName("C1 a message of this very device that its store does not know shows that the store is older")
    void noticesItsOwnUnknownMessage() throws IOException {
        UUID group = anna.begin(List.of(benHimself));
        byte[] older = stop(annas, anna);
        anna = annas.connect();
        // The server has it; its answer, and with it the acknowledgement, never comes.
        delivery.losing(ClientFrame::hasSubmitMessage);
        Thread sending = new Thread(
                () -> assertThatThrownBy(() -> anna.send(group, "eins")).isInstanceOf(OfflineException.class));
        sending.start();
        await(() -> delivery.heard().stream().anyMatch(ClientFrame::hasSubmitMessage));
        sending.interrupt();
        join(sending);
        annas.close();
        Files.write(annas.folder().resolve("device.store"), older);
        delivery.losing(frame -> false);

        annas.reopen();
        anna = annas.connect();
        anna.send(group, "zwei");
        read(ben);

        assertThat(texts(anna, group)).contains("conversation-lost", "conversation-rejoined", "zwei");
        assertThat(texts(ben, group)).containsExactly("eins", "zwei");
        requireEachKeyOnce();
    }

    @Test
    @DisplayName("C1 a device whose whole store is lost comes back as a new device of its owner")
    void comesBackAsANewDevice() {
        UUID group = anna.begin(List.of(benHimself));
        anna.send(group, "verloren");
        anna.close();

        KonsilSession again = device(annaHerself).connect();
        read(ben);
        ben.send(group, "danach");
        read(again);
        again.send(group, "wieder da");
        read(ben);

        assertThat(texts(again, group)).containsExactly("conversation-rejoined", "danach", "wieder da");
        assertThat(texts(ben, group)).containsExactly("verloren", "danach", "wieder da");
    }

    @Test
    void nobodyComesBackWhoWasRemoved() {
        KonsilSession carol = device(carolHerself).connect();
        UUID group = anna.begin(List.of(benHimself, carolHerself));
        read(carol);
        anna.remove(group, carolHerself);
        read(carol);
        carol.close();

        KonsilSession stranger = device(carolHerself).connect();

        assertThat(stranger.conversations()).isEmpty();
        assertThat(anna.members(group)).extracting(member -> member.user()).doesNotContain(carolHerself);
    }

    private static byte[] stop(Wired device, KonsilSession session) throws IOException {
        session.close();
        device.reopen();
        return Files.readAllBytes(device.folder().resolve("device.store"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Ben was in each epoch, and his store still has its secrets. */
    private void requireEachKeyOnce() {
        UsedKeys keys = new UsedKeys();
        bens.epochs().forEach(keys::learn);
        keys.requireEachOnce(delivery.heard().stream()
                .filter(ClientFrame::hasSubmitMessage)
                .map(frame -> Bytes.of(frame.getSubmitMessage().getMessage().toByteArray())));
    }

    @Test
    @DisplayName("what is written for a message does not grow with the group")
    void writesAsMuchForAMessageInALargeGroup() {
        UUID small = anna.begin(List.of(benHimself));
        List<UUID> many = new ArrayList<>(List.of(benHimself));
        for (int at = 0; at < 30; at++) {
            UUID one = UUID.randomUUID();
            many.add(one);
            device(one).connect().close();
        }
        UUID large = anna.begin(many);
        anna.send(small, "warm");
        anna.send(large, "warm");

        long inSmall = annas.written(() -> anna.send(small, "so viel"));
        long inLarge = annas.written(() -> anna.send(large, "so viel"));

        // The own path of the secret tree is two nodes in the one, and six in the other.
        assertThat(inLarge).isLessThan(inSmall + 1024);
    }

    private void read(KonsilSession session) {
        while (session.awaitNews(SOON)) {
            session.conversations();
        }
    }

    private static Conversation conversation(KonsilSession session, UUID group) {
        return session.conversations().stream()
                .filter(one -> one.id().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(KonsilSession session, UUID group) {
        return session.messages(group).stream().map(Message::text).toList();
    }

    private static void await(java.util.function.BooleanSupplier isSo) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }
}
