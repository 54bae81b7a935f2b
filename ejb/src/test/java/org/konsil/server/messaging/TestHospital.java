package org.konsil.server.messaging;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.konsil.server.Wiring;
import org.konsil.server.certification.CurrentCertificates;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.device.posture.HardwareUser;
import org.konsil.server.device.posture.PostureGate;
import org.konsil.server.messaging.signing.DeliveryKeys;
import org.konsil.server.messaging.signing.SigningFixture;
import org.konsil.server.messaging.submission.Submission;
import org.konsil.server.messaging.writing.LogBatch;
import org.konsil.server.messaging.writing.LogRequest;
import org.konsil.server.messaging.writing.Written;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.HospitalSettingsFixture;
import org.konsil.server.platform.TestDatabase;

/** A hospital with devices and certificates, on a real database, at a time that a test sets. */
public final class TestHospital implements CurrentCertificates, AutoCloseable {

    private final TestDatabase database = new TestDatabase();
    private final Map<UUID, DeviceCertificate> certificates = new HashMap<>();
    private Instant now = TestDevice.NOW;
    public final Wiring wiring = new Wiring(database);
    public final SigningFixture signing;

    public TestHospital() throws IOException {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        signing = new SigningFixture(wiring.get(EntityManager.class), clock);
        wiring.put(DeliveryKeys.class, signing.keys())
                .put(CurrentCertificates.class, this)
                .put(HospitalSettings.class, HospitalSettingsFixture.of(TestDevice.DOMAIN))
                .put(Clock.class, clock)
                .put(PostureGate.class, new PostureGate() {
                    @Override
                    public Optional<UUID> admit(HardwareUser user, String code) {
                        return Optional.empty();
                    }

                    @Override
                    public boolean isGood(HardwareUser user, UUID hardware) {
                        return true;
                    }
                });
    }

    @Override
    public Optional<DeviceCertificate> findCurrent(UUID device) {
        return Optional.ofNullable(certificates.get(device));
    }

    /** Registers the device and certifies its key. */
    public TestDevice enrol(TestDevice device) {
        certificates.put(device.id.value(), device.certificate);
        run("insert into device (device_id, user_id, hardware_id, registered_at) values ('" + device.id + "', '"
                + device.owner + "', '" + UUID.randomUUID() + "', now())");
        return device;
    }

    public TestDevice enrol() {
        return enrol(new TestDevice());
    }

    /** The device has this certificate from now on. */
    public void certify(TestDevice device, DeviceCertificate certificate) {
        certificates.put(device.id.value(), certificate);
    }

    /** The device's certificate ended. */
    public void uncertify(TestDevice device) {
        certificates.remove(device.id.value());
    }

    /** The certificate is revoked and the device put out; what others do then is the test's affair. */
    public void revoke(TestDevice device) {
        certificates.remove(device.id.value());
        run("update device set removed_at = now() where device_id = '" + device.id + "'");
    }

    /** Back to where every test begins. */
    public void resetClock() {
        now = TestDevice.NOW;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public <T> T door(Class<T> type) {
        return wiring.get(type);
    }

    public <T> T tx(Supplier<T> act) {
        return wiring.inTransaction(act);
    }

    public void run(String sql) {
        database.inTransaction(entities -> entities.createNativeQuery(sql).executeUpdate());
    }

    public long count(String sql) {
        return database.inTransaction(
                entities -> ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue());
    }

    /** Writes it alone, in a transaction of its own; a refusal undoes it and is thrown. */
    public Written write(LogRequest request) {
        return tx(() -> {
            Written written = door(LogBatch.class).write(List.of(request));
            written.answers().get(0).orThrow();
            return written;
        });
    }

    /** What came of an application message. */
    public Acceptance submit(TestDevice device, ConversationId conversation, MessageId id, byte[] message) {
        return write(door(Submission.class).message(device.id, conversation, id, message))
                .answers()
                .get(0)
                .orThrow()
                .orElseThrow();
    }

    /** How many statements the act, in a transaction of its own, asks of the database. */
    public long statements(Runnable act) {
        return database.statements(() -> wiring.inTransaction(act));
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
