package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.messaging.Deletion;
import org.konsil.client.messaging.Message;

@DisplayName("A6 what a conversation forgets")
class SessionExpiryTest extends TwoOnLine {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration WEEK = Duration.ofDays(7);

    @BeforeEach
    void begin() {
        anna.send(group, "bleibt");
        read(ben);
    }

    @Test
    @DisplayName("what was written since goes on every device when its time is up, long texts too")
    void forgetsWhatIsDue() {
        anna.setExpiry(group, WEEK);
        read(ben);
        ben.send(group, "geht");
        String longText = "lang ".repeat(20_000);
        anna.send(group, longText);
        read(anna);
        read(ben);
        assertThat(texts(ben)).containsExactly("bleibt", "expiry-604800", "geht", longText);

        move(WEEK.minusMinutes(5));
        assertThat(ben.unshown()).as("of the others").hasSize(3);
        move(Duration.ofMinutes(10));
        assertThat(ben.unshown()).extracting(Message::text).containsExactly("bleibt", "expiry-604800");
        assertThat(anna.unshown()).extracting(Message::text).doesNotContain("geht");
        assertThat(texts(anna)).containsExactly("bleibt");
        assertThat(texts(ben)).containsExactly("bleibt", "expiry-604800");
    }

    @Test
    void canBeEnded() {
        anna.setExpiry(group, WEEK);
        read(ben);
        ben.setExpiry(group, Duration.ZERO);
        read(anna);
        anna.send(group, "bleibt auch");
        read(ben);
        move(WEEK.plusMinutes(5));
        assertThat(ben.unshown()).extracting(Message::text).contains("bleibt auch");
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> anna.setExpiry(group, Duration.ofDays(4000)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("expiry-out-of-bounds"));
    }

    @Test
    @DisplayName("everything that one person wrote goes on every device, and each says so with one receipt")
    void deletesEverythingOfOnePerson() {
        ben.send(group, "von ben");
        read(anna);
        anna.send(group, "zwei");
        read(ben);

        var deletion = anna.deleteEverything(group);
        read(ben);
        read(anna);

        assertThat(texts(anna)).containsExactly("von ben", "");
        assertThat(texts(ben)).containsExactly("von ben", "");
        Deletion known = anna.findDeletion(deletion).orElseThrow();
        assertThat(known.silent()).isEmpty();
        assertThat(known.answers()).containsOnlyKeys(bens.self.device());
        anna.send(group, "drei");
        read(ben);
        assertThat(texts(ben)).containsExactly("von ben", "", "drei");
    }

    @Test
    @DisplayName("what comes late of it is not kept")
    void keepsNothingThatComesLate() {
        delivery.leaveOut(bens.self, 1);
        anna.send(group, "kommt spät");
        anna.deleteEverything(group);
        read(ben);
        read(anna);
        read(ben);
        assertThat(texts(ben)).doesNotContain("kommt spät", "bleibt");
    }

    private void move(Duration by) {
        annas.move(by);
        bens.move(by);
    }

    private static void read(KonsilSession session) {
        while (session.awaitNews(SOON)) {
            session.conversations();
        }
    }

    private List<String> texts(KonsilSession session) {
        return session.messages(group).stream()
                .filter(message -> !message.text().equals("message-missing"))
                .map(Message::text)
                .toList();
    }
}
