package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.attachment.Progress;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.messaging.Deletion;
import org.konsil.client.messaging.Member;
import org.konsil.client.messaging.Message;

@DisplayName("C2, N1 what a server leaves out")
class SessionCompletenessTest extends TwoOnLine {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final String LONG = "Grüße von Station 3. ".repeat(15_000);

    @BeforeEach
    void begin() {
        anna.send(group, "eins");
        read(ben);
        ben.markShown(ben.unshown());
    }

    @Test
    void isNamedAtItsPlaceAndComesFromItsSender() {
        delivery.leaveOut(bens.self, 2);
        anna.send(group, "zwei");
        anna.send(group, "drei");
        anna.send(group, "vier");
        read(ben);

        assertThat(texts(ben)).containsExactly("eins", "message-missing", "message-missing", "vier");
        assertThat(ben.unshown().stream().filter(one -> one.kind() == Message.Kind.NOTICE))
                .extracting(Message::counter)
                .containsExactly(2L, 3L);
        assertThat(ben.unshown()).extracting(Message::device).containsOnly(annas.self.device());

        exchange();

        assertThat(texts(ben)).containsExactly("eins", "zwei", "drei", "vier");
        assertThat(ben.unshown()).extracting(Message::text).containsExactly("zwei", "drei", "vier");
        assertThat(ben.conversations()).allMatch(one -> one.isActive());
    }

    @Test
    void isAskedForAgainAfterANewStart() {
        delivery.leaveOut(bens.self, 1);
        anna.send(group, "zwei");
        anna.send(group, "drei");
        read(ben);
        // Anna does not hear the request: whoever asks, asks again.
        anna.close();
        ben.close();
        bens.reopen();
        ben = bens.connect();
        anna = annas.connect();

        exchange();

        assertThat(texts(ben)).containsExactly("eins", "zwei", "drei");
    }

    @Test
    void isFoundAtTheEndOfAChainByTheSendersHead() {
        delivery.leaveOut(bens.self, 1);
        anna.send(group, "zwei");
        read(ben);
        assertThat(texts(ben)).containsExactly("eins");

        anna.close();
        anna = annas.connect();
        read(ben);
        assertThat(texts(ben)).containsExactly("eins", "message-missing");
        exchange();

        assertThat(texts(ben)).containsExactly("eins", "zwei");
    }

    @Test
    void isToldByTheNumberOfThePart() {
        anna.send(group, LONG);
        read(ben);
        assertThat(texts(ben)).containsExactly("eins", LONG);

        delivery.leaveOut(bens.self, 1);
        Message sent = anna.send(group, LONG + "!");
        read(ben);
        Message incomplete = last(ben);
        assertThat(incomplete.kind()).isEqualTo(Message.Kind.INCOMPLETE);
        assertThat(incomplete.parts()).isEqualTo(new Message.Parts(List.of(1), 3));

        exchange();

        assertThat(texts(ben)).containsExactly("eins", LONG, LONG + "!");
        assertThat(last(ben).id()).isEqualTo(sent.id());
    }

    @Test
    void isNotAskedOfWhomSpokeBeforeThisDeviceCame() {
        UUID carolHerself = UUID.randomUUID();
        KonsilSession carol = device(carolHerself).connect();
        anna.add(group, carolHerself);
        read(carol);
        anna.send(group, "willkommen");
        read(carol);

        assertThat(texts(carol)).containsExactly("willkommen");
    }

    @Test
    void whoIsLetInAgainIsHeardFromTheirBeginning() {
        UUID carolHerself = UUID.randomUUID();
        KonsilSession carol = device(carolHerself).connect();
        anna.add(group, carolHerself);
        read(carol);
        carol.send(group, "hier bin ich");
        read(anna);
        anna.remove(group, carolHerself);
        read(carol);
        anna.add(group, carolHerself);
        read(carol);
        carol.send(group, "wieder da");
        read(anna);
        read(ben);

        for (KonsilSession one : List.of(anna, ben)) {
            assertThat(texts(one)).containsExactly("eins", "hier bin ich", "wieder da");
        }
    }

    @Test
    @DisplayName("A6 a message goes on every device, and each says so with its signature")
    void deletesForAll() {
        Message sent = anna.send(group, "zwei");
        read(ben);
        Deletion asked = anna.delete(group, UUID.fromString(sent.id()));
        assertThat(asked.silent()).extracting(Member::device).containsExactly(bens.self.device());

        read(ben);
        assertThat(last(ben).kind()).isEqualTo(Message.Kind.DELETED);
        assertThat(texts(ben)).containsExactly("eins", "");
        read(anna);

        Deletion done = anna.delete(group, UUID.fromString(sent.id()));
        assertThat(done.silent()).isEmpty();
        assertThat(done.answers()).containsOnlyKeys(bens.self.device());
        assertThat(texts(anna)).containsExactly("eins", "");
    }

    @Test
    @DisplayName("A6 what was deleted before it came does not come any more")
    void deletesBeforeItComes() {
        delivery.leaveOut(bens.self, 1);
        Message sent = anna.send(group, "zwei");
        anna.delete(group, UUID.fromString(sent.id()));
        read(ben);
        exchange();

        assertThat(texts(ben)).doesNotContain("zwei").contains("eins");
        assertThat(ben.messages(group))
                .filteredOn(message -> message.id().equals(sent.id()))
                .extracting(Message::kind)
                .containsExactly(Message.Kind.DELETED);
        assertThat(anna.delete(group, UUID.fromString(sent.id())).silent()).isEmpty();
    }

    @Test
    @DisplayName("A6 of a long text that was deleted no part is sent again")
    void sendsNoPartOfWhatWasDeletedAgain() {
        delivery.leaveOut(bens.self, 2);
        Message sent = anna.send(group, LONG);
        anna.delete(group, UUID.fromString(sent.id()));
        int before = delivery.heard().size();
        read(ben);
        exchange();

        assertThat(texts(ben)).doesNotContain(LONG);
        assertThat(delivery.heard().subList(before, delivery.heard().size()))
                .filteredOn(frame -> frame.hasSubmitMessage())
                .allMatch(frame -> frame.getSerializedSize() < 64 * 1024);
    }

    @Test
    @DisplayName("A6 nobody deletes what another wrote")
    void deletesOnlyOnesOwn() {
        Message sent = anna.send(group, "zwei");
        read(ben);

        assertThatThrownBy(() -> ben.delete(group, UUID.fromString(sent.id())))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo("not-deletable"));
    }

    @Test
    @DisplayName("A6 a deletion of somebody else's message is not obeyed")
    void obeysOnlyWhoWroteIt() {
        Message sent = anna.send(group, "zwei");
        read(ben);
        Message his = new Message(
                sent.id(),
                group,
                benHimself,
                bens.self.device(),
                true,
                sent.kind(),
                "zwei",
                0,
                0,
                4L,
                null,
                null,
                null);
        bens.forge("message/" + group, Message.class, sent.id(), his);
        ben.delete(group, UUID.fromString(sent.id()));
        ben.send(group, "drei");
        read(anna);

        assertThat(texts(anna)).containsExactly("eins", "zwei", "drei");
        assertThat(ben.delete(group, UUID.fromString(sent.id())).silent())
                .extracting(Member::device)
                .containsExactly(annas.self.device());
    }

    @Test
    @DisplayName("A6 a file goes with its message, at the server too")
    void deletesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("Befund.txt"), "unauffällig");
        Message sent = anna.attachments().attach(group, file, "text/plain", Progress.SILENT);
        read(ben);
        assertThat(shelf.contents()).hasSize(1);

        anna.delete(group, UUID.fromString(sent.id()));
        read(ben);

        assertThat(shelf.contents()).isEmpty();
        assertThat(last(ben).enclosure()).isNull();
        assertThat(last(anna).enclosure()).isNull();
    }

    /** Both hear what the other asked, and answer it. */
    private void exchange() {
        for (int turn = 0; turn < 3; turn++) {
            read(anna);
            read(ben);
        }
    }

    private static void read(KonsilSession session) {
        while (session.awaitNews(SOON)) {
            session.conversations();
        }
    }

    private Message last(KonsilSession session) {
        List<Message> all = session.messages(group);
        return all.get(all.size() - 1);
    }

    private List<String> texts(KonsilSession session) {
        return session.messages(group).stream().map(Message::text).toList();
    }
}
