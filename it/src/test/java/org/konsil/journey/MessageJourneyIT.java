package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;

@DisplayName("A message from device to device (C1, C2)")
class MessageJourneyIT {

    private static final String GREETING = "Grüße von Station 3 🩺";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    @Test
    @DisplayName("goes both ways and is seen delivered")
    void goesBothWays() {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            // The numbers are those of docs/journeys/message.md; 1 is in enrolled(). 2 and 3:
            String conversation = anna.startConversation(system.userId(benHimself));
            // 4 to 7
            String question = anna.send(conversation, GREETING);
            // 8 to 10
            ben.waitFor(conversation, GREETING);
            String answer = ben.send(conversation, "Danke, ich komme um drei.");
            anna.waitFor(conversation, "Danke, ich komme um drei.");

            // 11
            anna.awaitState(conversation, question, "delivered");
            ben.awaitState(conversation, answer, "delivered");
            assertThat(ben.texts(conversation)).containsExactly(GREETING, "Danke, ich komme um drei.");
        }
    }

    @Test
    @DisplayName("waits for a device that is offline, and arrives once on its return")
    void waitsForAnOfflineDevice() {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, "erste");
            ben.waitFor(conversation, "erste");

            ben.disconnect();
            String second = anna.send(conversation, "zweite, während Ben offline ist");
            anna.awaitState(conversation, second, "accepted");
            ben.connect();

            ben.waitFor(conversation, "zweite, während Ben offline ist");
            anna.awaitState(conversation, second, "delivered");
            assertThat(ben.texts(conversation)).containsExactly("erste", "zweite, während Ben offline ist");
        }
    }

    @Test
    @DisplayName("leaves no sender behind on the server (C3)")
    void leavesNoSender() throws Exception {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            ben.disconnect();
            anna.awaitState(conversation, anna.send(conversation, "wer war das?"), "accepted");

            assertThat(system.columns("envelope"))
                    .contains("conversation_id", "seq", "epoch")
                    .noneMatch(column -> column.matches(".*(sender|device|user|person|leaf).*"));
        }
    }
}
