package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.CommandDevice;
import org.konsil.support.RunningSystem;

@DisplayName("The konsil command says what is missing, and deletes for all (C2, N1, A6)")
class CommandCompletenessIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");
    private final CommandDevice anna = CommandDevice.enrolled(system, annaHerself);
    private final CommandDevice ben = CommandDevice.enrolled(system, benHimself);

    @Test
    @DisplayName("what the server leaves out is named by its number, asked for, and comes from its sender's device")
    void isNamedAndComesFromItsSender() throws SQLException {
        String group = send("--person", system.userId(benHimself), "eins")
                .path("conversationId")
                .asText();
        assertThat(ben.receive()).containsExactly("eins");
        leaveOut(group, send("--group", group, "zwei").path("seq").asLong());
        send("--group", group, "drei");

        List<JsonNode> shown = ben.run("", "receive").lines();
        assertThat(shown).extracting(line -> line.path("text").asText()).containsExactly("message-missing", "drei");
        assertThat(shown.get(0).path("missingCounter").asLong()).isEqualTo(2);
        assertThat(shown.get(0).path("senderName").asText()).isEqualTo(annaHerself.name());

        assertThat(anna.receive()).isEmpty();
        assertThat(ben.receive()).containsExactly("zwei");
        assertThat(ben.run("", "receive", "--group", group, "--all").lines())
                .extracting(line -> line.path("text").asText())
                .containsExactly("eins", "zwei", "drei");
    }

    @Test
    @DisplayName("a long text goes in parts; deleted, it goes on every device, and each says so")
    void deletesALongText() {
        String text = "Grüße von Station 3. ".repeat(5_000);
        JsonNode sent = send("--person", system.userId(benHimself), text);
        String group = sent.path("conversationId").asText();
        assertThat(ben.receive()).containsExactly(text);

        JsonNode asked = delete(group, sent);
        assertThat(asked.path("silent")).hasSize(1);
        assertThat(ben.run("", "receive").lines())
                .extracting(line -> line.path("kind").asText())
                .containsExactly("deleted");
        assertThat(anna.receive()).isEmpty();

        JsonNode done = delete(group, sent);
        assertThat(done.path("silent")).isEmpty();
        assertThat(done.path("answered")).hasSize(1);
        assertThat(ben.run("", "receive", "--group", group, "--all").lines())
                .extracting(line -> line.path("text").asText())
                .containsExactly("");
    }

    private JsonNode send(String how, String where, String text) {
        return anna.run(text, "send", how, where).json();
    }

    private JsonNode delete(String group, JsonNode message) {
        return anna.run(
                        "",
                        "delete",
                        "--group",
                        group,
                        message.path("messageId").asText())
                .json();
    }

    private void leaveOut(String conversation, long seq) throws SQLException {
        try (Connection database = system.database("konsil");
                PreparedStatement statement =
                        database.prepareStatement("delete from envelope where conversation_id = ? and seq = ?")) {
            statement.setObject(1, UUID.fromString(conversation));
            statement.setLong(2, seq);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
