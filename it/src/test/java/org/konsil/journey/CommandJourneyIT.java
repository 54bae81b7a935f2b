package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.command.ExitCode;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.CommandDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.StaffPage;

@DisplayName("The konsil command as a device (C1, C2)")
class CommandJourneyIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    @Test
    @DisplayName("two commands write to each other; what was shown is not shown again")
    void writeToEachOther() {
        CommandDevice anna = CommandDevice.enrolled(system, annaHerself);
        CommandDevice ben = CommandDevice.enrolled(system, benHimself);

        JsonNode sent = anna.run("Grüße von Station 3 🩺\n", "send", "--person", system.userId(benHimself))
                .json();
        String group = sent.path("conversationId").asText();
        assertThat(ben.receive()).containsExactly("Grüße von Station 3 🩺");
        ben.run("Danke 👍", "send", "--group", group).json();
        assertThat(anna.receive()).containsExactly("Danke 👍");
        assertThat(anna.receive()).isEmpty();
        assertThat(ben.receive()).isEmpty();
        assertThat(anna.run("noch eins", "send", "--person", system.userId(benHimself))
                        .json()
                        .path("conversationId")
                        .asText())
                .as("the conversation that is there is used")
                .isEqualTo(group);

        List<JsonNode> all = ben.run("", "receive", "--group", group, "--all").lines();
        assertThat(all)
                .extracting(message -> message.path("text").asText())
                .containsExactly("Grüße von Station 3 🩺", "Danke 👍", "noch eins");
        assertThat(all)
                .extracting(message -> message.path("senderName").asText())
                .containsExactly(annaHerself.name(), benHimself.name(), annaHerself.name());
    }

    @Test
    @DisplayName(
            "browser and command in one conversation: both ways, with somebody added and removed, and a device that is revoked (A5)")
    void writesWithABrowser() {
        CommandDevice ben = CommandDevice.enrolled(system, benHimself);
        DemoPerson carolHerself = system.newcomer("Carol");
        CommandDevice carol = CommandDevice.enrolled(system, carolHerself);
        try (Browser browser = new Browser(system.serverAuthority());
                StaffPage anna = StaffPage.enrolled(browser.window("de-DE", false), system, annaHerself)) {
            anna.open(benHimself);
            anna.write("aus dem Browser");
            anna.awaitAccepted("aus dem Browser");
            assertThat(ben.receive()).containsExactly("aus dem Browser");
            String group = ben.run("", "groups", "list")
                    .json()
                    .path("conversations")
                    .path(0)
                    .path("conversationId")
                    .asText();
            ben.run("vom Kommando", "send", "--group", group).json();
            anna.see("vom Kommando");

            ben.run("", "groups", "add", group, system.userId(carolHerself)).json();
            carol.run("Carol ist da", "send", "--group", group).json();
            anna.see("Carol ist da");
            anna.write("willkommen");
            anna.awaitAccepted("willkommen");
            assertThat(carol.receive()).containsExactly("willkommen");
            ben.run("", "groups", "remove", group, system.userId(carolHerself)).json();
            anna.write("wieder zu zweit");
            anna.awaitAccepted("wieder zu zweit");
            assertThat(ben.receive()).containsExactly("Carol ist da", "willkommen", "wieder zu zweit");
            assertThat(carol.receive()).containsExactly("conversation-left");

            ben.run("", "groups", "add", group, system.userId(carolHerself)).json();
            assertThat(carol.revoke()).isEqualTo(204);
            ben.run("ohne das gesperrte Gerät", "send", "--group", group).json();
            anna.see("ohne das gesperrte Gerät");
            assertThat(ben.run("", "groups", "members", group).json().path("members"))
                    .extracting(member -> member.path("userId").asText())
                    .containsExactlyInAnyOrder(system.userId(annaHerself), system.userId(benHimself));
            CommandDevice.Answer refused = carol.run("", "receive");
            assertThat(refused.code()).isEqualTo(ExitCode.LOCKED.number());
            assertThat(refused.err()).contains("revoked");
        }
    }

    @Test
    @DisplayName("a command whose store is lost comes back as a new device of its owner, and loses no later message")
    void comesBack() {
        CommandDevice anna = CommandDevice.enrolled(system, annaHerself);
        CommandDevice ben = CommandDevice.enrolled(system, benHimself);
        String group = anna.run("vorher", "send", "--person", system.userId(benHimself))
                .json()
                .path("conversationId")
                .asText();
        assertThat(ben.receive()).containsExactly("vorher");

        CommandDevice again = CommandDevice.enrolled(system, annaHerself);
        assertThat(ben.receive()).isEmpty();
        ben.run("nachher", "send", "--group", group).json();

        assertThat(again.receive()).containsExactly("conversation-rejoined", "nachher");
        again.run("wieder da", "send", "--group", group).json();
        assertThat(ben.receive()).containsExactly("wieder da");
    }

    @Test
    @DisplayName("says in words and numbers what is missing")
    void saysWhatIsMissing() {
        CommandDevice nobody = new CommandDevice(system, annaHerself);

        CommandDevice.Answer answer = nobody.run("", "receive");

        assertThat(answer.code()).isEqualTo(ExitCode.LOCKED.number());
        assertThat(answer.err()).isEqualTo("konsil: Nobody is signed in on this device. Try: konsil login\n");
    }
}
