package org.konsil.server.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.server.messaging.acknowledgement.Acknowledgement;
import org.konsil.server.messaging.delivery.Delivery;
import org.konsil.server.messaging.submission.Submission;
import org.konsil.server.messaging.writing.CursorRequest;
import org.konsil.server.messaging.writing.LogBatch;
import org.konsil.server.messaging.writing.LogRequest;

@DisplayName("N1 what messages ask of the database")
class StatementCountTest {

    private static TestHospital hospital;

    private final Submission submission = hospital.door(Submission.class);
    private final Delivery delivery = hospital.door(Delivery.class);
    private final Acknowledgement acknowledgement = hospital.door(Acknowledgement.class);
    private final LogBatch batch = hospital.door(LogBatch.class);

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
    }

    @AfterAll
    static void close() throws IOException {
        hospital.close();
    }

    @ParameterizedTest(name = "in a group of {0}")
    @ValueSource(ints = {2, 8, 32})
    @DisplayName("is the same number of statements however large the group, and however many are written together")
    void isConstant(int members) {
        List<TestDevice> devices = new ArrayList<>();
        for (int at = 0; at < members; at++) {
            devices.add(hospital.enrol());
        }
        TestDevice sender = devices.get(0);
        TestDevice[] others = devices.subList(1, members).toArray(TestDevice[]::new);
        TestGroup group = new TestGroup(sender, others);
        hospital.tx(() -> submission.found(sender.id, group.id, group.founding()));
        TestCommit commit = group.commit(sender, 0);
        for (TestDevice other : others) {
            commit.add(other.keyPackage());
        }
        hospital.tx(() -> submission.commit(sender.id, group.id, commit.make()));
        commit.apply();

        assertThat(hospital.statements(() -> batch.write(messages(devices, group))))
                .as("a message of each")
                .isEqualTo(2);
        TestDevice first = others[0];
        assertThat(hospital.statements(() -> delivery.next(first.id, group.id, 0)))
                .as("fetch")
                .isEqualTo(2);
        // Nobody has the commit yet: the first who moves its cursor frees nothing, the last one frees all.
        assertThat(hospital.statements(() -> batch.write(cursors(devices.subList(0, members - 1), group))))
                .as("confirmations that free nothing")
                .isEqualTo(2);
        assertThat(hospital.statements(() -> acknowledgement.reach(sender.id, group.id, List.of(1L, 2L))))
                .as("on how many devices")
                .isEqualTo(1);
        assertThat(hospital.statements(() -> batch.write(cursors(devices.subList(members - 1, members), group))))
                .as("the last one, which deletes")
                .isEqualTo(4);
    }

    private List<LogRequest> messages(List<TestDevice> devices, TestGroup group) {
        return devices.stream()
                .<LogRequest>map(
                        device -> submission.message(device.id, group.id, TestGroup.newMessage(), group.message()))
                .toList();
    }

    private static List<LogRequest> cursors(List<TestDevice> devices, TestGroup group) {
        return devices.stream()
                .<LogRequest>map(device -> new CursorRequest(device.id, group.id, 2))
                .toList();
    }
}
