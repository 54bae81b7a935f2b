package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.Accepted;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.InjectedFault;
import org.konsil.support.RawConversation;
import org.konsil.support.RawDevice;
import org.konsil.support.RawMls;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;

@DisplayName("The server dies after the commit and before the acknowledgement (C2, N1)")
class UnansweredCommitIT {

    private static final int PAIRS = 8;
    /** The senders go on until so many more are acknowledged. */
    private static final long SOME = 120;

    /** What is called with a batch that is committed, before anybody is told. */
    private static final String PLACE = "org.konsil.server.messaging.writing.Teller";

    private static final String METHOD = "tell";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();
    private final RawDevice device = RawDevice.enrolled(system, anna);
    private final UUID conversation = RawConversation.of(device, anna);
    private final UUID message = UUID.randomUUID();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("konsil.full") ? 20 : 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("the message is stored once, the repeat gets the first answer, and the others lose nothing either")
    void answersTheRepeatLikeTheFirst(long seed) throws Exception {
        try (AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            dieUnanswered(traffic, new Random(seed));
            assertThat(stored()).as("committed").containsExactly(1L);
            new ServerFaults(system).restart();

            try (RawSocket socket = device.connect(anna)) {
                Accepted repeat = socket.ask(submission(message)).getAccepted();
                Accepted again = socket.ask(submission(message)).getAccepted();
                Accepted next = socket.ask(submission(UUID.randomUUID())).getAccepted();

                assertThat(repeat.getSeq()).isEqualTo(1);
                assertThat(again).isEqualTo(repeat);
                assertThat(next.getSeq()).isEqualTo(2);
            }
            assertThat(stored()).containsExactly(1L);
            traffic.signInAgain();
            traffic.awaitAcknowledged(traffic.acknowledged() + SOME);
            Verdict verdict = traffic.awaitAll(traffic.ebb());
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
        }
    }

    /** Sends the message, with whose batch the server ends, among those of the others. */
    private void dieUnanswered(AccountedTraffic traffic, Random random) throws Exception {
        try (RawSocket socket = device.connect(anna)) {
            ProcessHandle server = system.server();
            InjectedFault.dieAtEntry(
                    system, PLACE, METHOD, "$2.news().stored().toString().contains(\"" + conversation + "\")");
            traffic.flow();
            traffic.awaitAcknowledged(random.nextLong(4 * SOME)); // another place among the sends for each seed
            socket.send(submission(message));
            system.await("the server's end at " + PLACE + "." + METHOD, () -> !server.isAlive());
            assertThat(socket.hasFrame(ServerFrame::hasAccepted))
                    .as("acknowledged")
                    .isFalse();
        }
    }

    private ClientFrame.Builder submission(UUID id) {
        return ClientFrame.newBuilder()
                .setSubmitMessage(SubmitMessage.newBuilder()
                        .setConversationId(ByteString.copyFrom(RawDevice.bytes(conversation)))
                        .setMessageId(ByteString.copyFrom(RawDevice.bytes(id)))
                        .setMessage(RawMls.message(conversation, 0)));
    }

    /** The places of the message in the log. */
    private List<Long> stored() throws SQLException {
        try (Connection database = system.database("konsil");
                PreparedStatement query = database.prepareStatement(
                        "select seq from envelope where conversation_id = ? and message_id = ?")) {
            query.setObject(1, conversation);
            query.setObject(2, message);
            List<Long> places = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    places.add(rows.getLong(1));
                }
            }
            return places;
        }
    }
}
