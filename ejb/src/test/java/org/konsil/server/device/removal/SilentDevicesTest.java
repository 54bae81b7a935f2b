package org.konsil.server.device.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceSilent;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestHospital;

@DisplayName("C1 devices that are silent for 30 days")
class SilentDevicesTest {

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
    }

    @AfterAll
    static void close() throws IOException {
        hospital.close();
    }

    @BeforeEach
    void openSessions() {
        hospital.resetClock();
        hospital.run("update device set seen_on = date '2000-01-01'");
        see(anna);
        see(ben);
    }

    private void see(TestDevice device) {
        hospital.wiring.inTransaction(() -> hospital.door(DeviceRegister.class).seen(device.id));
    }

    private List<DeviceId> told() {
        List<DeviceId> all = new ArrayList<>();
        DeviceId last = new DeviceId(new UUID(0, 0));
        List<DeviceId> some = tell(last);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = tell(some.get(some.size() - 1));
        }
        return all;
    }

    private List<DeviceId> tell(DeviceId after) {
        return hospital.tx(() -> hospital.door(SilentDevices.class).tell(after, 1));
    }

    @Test
    void areToldOnceTheirTimeIsUpAndNotBefore() {
        hospital.pass(Duration.ofDays(30));
        assertThat(told()).doesNotContain(anna.id, ben.id);

        hospital.pass(Duration.ofDays(1));
        assertThat(told()).contains(anna.id, ben.id);
        assertThat(hospital.wiring.events())
                .contains(new DeviceSilent(anna.id, anna.owner, TestDevice.NOW.plus(Duration.ofDays(31))));
    }

    @Test
    void areSilentNoLongerOnceTheyOpenASession() {
        hospital.pass(Duration.ofDays(40));
        see(ben);

        assertThat(told()).contains(anna.id).doesNotContain(ben.id);
    }

    @Test
    void areNotThoseThatWerePutOut() {
        hospital.revoke(anna);
        hospital.pass(Duration.ofDays(40));

        assertThat(told()).contains(ben.id).doesNotContain(anna.id);
    }
}
