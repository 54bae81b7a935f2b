package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
            leaveOutTheLast(conversation);
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

    private void leaveOutTheLast(String conversation) throws SQLException {
        String delete = "delete from envelope where conversation_id = ? and seq ="
                + " (select max(seq) from envelope where conversation_id = ?)";
        try (Connection database = system.database("konsil");
                PreparedStatement statement = database.prepareStatement(delete)) {
            statement.setObject(1, UUID.fromString(conversation));
            statement.setObject(2, UUID.fromString(conversation));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
