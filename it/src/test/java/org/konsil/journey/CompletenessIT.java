package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;

@DisplayName("What the server leaves out (C2, N1)")
class CompletenessIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    @Test
    @DisplayName("is shown where it is missing, asked for again, and arrives from its sender")
    void isAskedForAgain() throws SQLException {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, "eins");
            ben.waitFor(conversation, "eins");
            ben.disconnect();
            anna.awaitState(conversation, anna.send(conversation, "zwei"), "accepted");
            leaveOut(conversation, 0);
            anna.awaitState(conversation, anna.send(conversation, "drei"), "accepted");
            anna.disconnect();

            ben.connect();
            ben.waitFor(conversation, "drei");
            assertThat(ben.texts(conversation)).containsExactly("eins", "drei");
            assertThat(ben.notices(conversation)).containsExactly("message-missing");

            anna.connect();
            ben.waitFor(conversation, "zwei");
            assertThat(ben.texts(conversation)).containsExactly("eins", "zwei", "drei");
            assertThat(ben.notices(conversation)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "the part of a long text that a hostile server leaves out is shown as that one, and asked for again (C2)")
    void partLeftOut() throws Exception {
        String report = "Befund. ".repeat(40_000);
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, system.newcomer("Anna"));
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, "eins");
            ben.waitFor(conversation, "eins");

            ben.disconnect();
            anna.awaitState(conversation, anna.send(conversation, report), "accepted");
            leaveOut(conversation, 1);
            anna.disconnect();

            ben.connect();
            system.await("part 2 is missing", () -> ben.lostParts(conversation).equals(List.of(2)));
            assertThat(ben.notices(conversation)).isEmpty();

            anna.connect();
            ben.waitFor(conversation, report);
            assertThat(ben.texts(conversation)).containsExactly("eins", report);
        }
    }

    private void leaveOut(String conversation, int beforeTheLast) throws SQLException {
        String delete = "delete from envelope where conversation_id = ? and seq ="
                + " (select max(seq) - ? from envelope where conversation_id = ?)";
        try (Connection database = system.database("konsil");
                PreparedStatement statement = database.prepareStatement(delete)) {
            statement.setObject(1, UUID.fromString(conversation));
            statement.setInt(2, beforeTheLast);
            statement.setObject(3, UUID.fromString(conversation));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
