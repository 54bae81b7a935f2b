package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.CommandDevice;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;

@DisplayName("App and command agree on where a message is, who has read it, and when it goes (C2, A6, A10)")
class ForgettingIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");
    private final CommandDevice bensCommand = CommandDevice.enrolled(system, benHimself);

    @Test
    @DisplayName("on one of two devices, then on all; read receipts only once they are switched on")
    void tellsWhereAMessageIs() {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String group = anna.startConversation(system.userId(benHimself));
            anna.send(group, "eins");
            ben.awaitText(group, "eins");
            system.await("on one of two", () -> anna.reachOf(group, "eins").equals("1 of 2"));
            ben.markRead(group);

            assertThat(bensCommand.receive()).containsExactly("eins");
            anna.awaitAll(group, "delivered");
            assertThat(anna.readersOf(group, "eins")).isZero();

            ben.sendReadReceipts();
            anna.send(group, "zwei");
            ben.awaitText(group, "zwei");
            ben.markRead(group);
            system.await("read", () -> anna.readersOf(group, "zwei") == 1);
            assertThat(anna.readersOf(group, "eins")).isEqualTo(1);
            assertThat(bensCommand.receive()).containsExactly("zwei");
        }
    }

    @Test
    @DisplayName("messages go by themselves, and everything of one person goes everywhere at once")
    void forgets() {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself)) {
            String group = anna.startConversation(system.userId(benHimself));
            anna.send(group, "bleibt");
            anna.awaitAccepted(group, "bleibt");
            assertThat(bensCommand.receive()).containsExactly("bleibt");

            assertThat(bensCommand
                            .run("", "expire", "--group", group, "--after", "PT20S")
                            .json()
                            .path("expirySeconds")
                            .asInt())
                    .isEqualTo(20);
            system.await("set", () -> anna.notices(group).contains("expiry-20"));
            anna.send(group, "geht");
            anna.awaitAccepted(group, "geht");
            system.await("gone in the app", () -> anna.texts(group).equals(List.of("bleibt")));
            assertThat(bensCommand.receive()).doesNotContain("geht");

            JsonNode asked = bensCommand
                    .run("", "delete", "--group", group, "--everything")
                    .json();
            assertThat(asked.path("silent").size() + asked.path("answered").size())
                    .as("Anna's device was asked")
                    .isEqualTo(1);
            anna.deleteEverythingForAll(group);
            assertThat(bensCommand.receive()).doesNotContain("bleibt");
            assertThat(bensCommand.run("", "receive", "--group", group, "--all").out())
                    .doesNotContain("bleibt");
        }
    }
}
