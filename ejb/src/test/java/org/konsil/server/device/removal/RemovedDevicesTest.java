package org.konsil.server.device.removal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestHospital;

@DisplayName("C3 a device that was put out")
class RemovedDevicesTest {

    private final TestHospital hospital = new TestHospital();
    private final TestDevice device = hospital.enrol();

    RemovedDevicesTest() throws IOException {
        hospital.run("update device set removed_at = '" + TestDevice.NOW + "'");
    }

    @AfterEach
    void close() throws IOException {
        hospital.close();
    }

    @Test
    @DisplayName("is forgotten after 366 days, and a device in service never")
    void isForgotten() {
        hospital.enrol();
        hospital.pass(Duration.ofDays(366));
        assertThat(purge()).isZero();
        hospital.pass(Duration.ofSeconds(1));
        assertThat(purge()).isEqualTo(1);
        assertThat(hospital.count("select count(*) from device")).isEqualTo(1);
    }

    @Test
    @DisplayName("is remembered as long as a group names it")
    void isRememberedWhileAGroupNamesIt() {
        hospital.run("insert into conversation values (gen_random_uuid(), 1, 1, 0, sha256('x'), now())");
        hospital.run(
                "insert into membership (conversation_id, device_id, leaf, from_seq, from_epoch, acked_seq, reading)"
                        + " select id, '" + device.id + "', 0, 1, 1, 1, false from conversation");
        hospital.pass(Duration.ofDays(400));

        assertThat(purge()).isZero();
        assertThat(hospital.tx(hospital.door(RemovedDevices.class)::oldest)).contains(TestDevice.NOW);
    }

    private long purge() {
        return hospital.tx(hospital.door(RemovedDevices.class)::purge);
    }
}
