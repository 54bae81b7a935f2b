package org.konsil.server.device.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.device.posture.HardwareUser;
import org.konsil.server.device.posture.PostureGate;
import org.konsil.server.device.removal.RemovalFixture;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinderFixture;
import org.konsil.server.directory.synchronisation.PeopleFixture;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;
import org.konsil.server.platform.RecordedEvents;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.proof.recording.RecorderFixture;

@DisplayName("The register of devices, on PostgreSQL (A5)")
class DeviceRegisterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");
    private static final UUID TABLET = UUID.randomUUID();
    private static final String CODE = "K7QD-93FA";

    private static TestDatabase database;

    private final String issuer = "https://sso.example/" + UUID.randomUUID();
    private final Caller anna = new Caller(issuer, "1", Set.of(Role.STAFF), NOW);
    private final Caller ben = new Caller(issuer, "2", Set.of(Role.STAFF), NOW);
    private final DeviceId device = new DeviceId(UUID.randomUUID());
    private boolean approved = true;

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.inTransaction(entities -> {
            entities.createNativeQuery("delete from proof_outbox").executeUpdate();
            PeopleFixture.store(entities, issuer, PeopleFixture.person("1", "Anna", "Station 3"));
            PeopleFixture.store(entities, issuer, PeopleFixture.person("2", "Ben", "Station 3"));
            return null;
        });
    }

    @Test
    @DisplayName("keeps a device as its owner's, and the proof log hears of it once, however often it is asked")
    void registersOnce() {
        register(anna, CODE);
        register(anna, CODE);

        RegisteredDevice registered = one(register -> register.require(device));
        assertThat(registered).isEqualTo(new RegisteredDevice(device, owner(anna), TABLET, NOW));
        assertThat(active(anna)).containsExactly(registered);
        assertThat(active(ben)).isEmpty();
        assertThat(outbox())
                .singleElement()
                .asString()
                .matches("device-registered \\{\"device\":\"p:[\\w-]{22}\",\"owner\":\"p:[\\w-]{22}\"}");
    }

    @Test
    @DisplayName("answers for somebody else's device as for none")
    void refusesAnothersDevice() {
        register(anna, CODE);

        assertThatThrownBy(() -> register(ben, CODE)).isInstanceOf(UnknownDeviceException.class);
        assertThatThrownBy(() -> subject(ben)).isInstanceOf(UnknownDeviceException.class);
        assertThat(one(register -> register.require(device)).owner()).isEqualTo(owner(anna));
        assertThatThrownBy(() -> one(register -> register.require(new DeviceId(UUID.randomUUID()))))
                .isInstanceOf(UnknownDeviceException.class);
    }

    @Test
    @DisplayName("keeps nothing of a device whose hardware is not approved")
    void refusesUnapprovedHardware() {
        assertThatThrownBy(() -> register(anna, "WRONG")).isInstanceOf(PostureRefusedException.class);

        assertThatThrownBy(() -> one(register -> register.require(device))).isInstanceOf(UnknownDeviceException.class);
        assertThat(outbox()).isEmpty();
    }

    @Test
    @DisplayName("gives certification the subject, and refuses it as soon as the approval is gone")
    void givesTheSubject() {
        register(anna, CODE);

        assertThat(subject(anna)).isEqualTo(new CertificateSubject(owner(anna).value(), device.value()));
        approved = false;
        assertThatThrownBy(() -> subject(anna)).isInstanceOf(PostureRefusedException.class);
    }

    @Test
    @DisplayName("puts a device out for good when its certificate is revoked, and says so once")
    void removesADevice() {
        register(anna, CODE);

        assertThat(revoke()).containsExactly(new DeviceRemoved(device, owner(anna), NOW));
        assertThat(revoke()).isEmpty();

        assertThatThrownBy(() -> one(register -> register.require(device))).isInstanceOf(RemovedDeviceException.class);
        assertThatThrownBy(() -> register(anna, CODE)).isInstanceOf(RemovedDeviceException.class);
        assertThatThrownBy(() -> subject(anna)).isInstanceOf(RemovedDeviceException.class);
        assertThat(active(anna)).isEmpty();
        assertThat(outbox()).hasSize(2).last().asString().startsWith("device-removed ");
    }

    private List<DeviceRemoved> revoke() {
        return database.inTransaction(entities -> {
            RecordedEvents<DeviceRemoved> events = new RecordedEvents<>(new RecorderFixture(entities)::on);
            new RemovalFixture(entities, events)
                    .on(new CertificateRevoked(
                            new CertificateSerial(BigInteger.TEN), Optional.of(device.value()), "keyCompromise", NOW));
            return events.fired();
        });
    }

    private void register(Caller caller, String code) {
        database.inTransaction(entities -> {
            register(entities).register(caller, device, code);
            return null;
        });
    }

    private CertificateSubject subject(Caller caller) {
        return database.inTransaction(entities -> {
            RegisteredSubjects subjects = new RegisteredSubjects();
            subjects.devices = register(entities);
            subjects.people = subjects.devices.people;
            subjects.posture = subjects.devices.posture;
            return subjects.requireSubject(caller, device.value());
        });
    }

    private RegisteredDevice one(Function<DeviceRegister, RegisteredDevice> act) {
        return database.inTransaction(entities -> act.apply(register(entities)));
    }

    private List<RegisteredDevice> active(Caller caller) {
        UserId owner = owner(caller);
        return database.inTransaction(entities -> register(entities).activeDevices(owner));
    }

    private UserId owner(Caller caller) {
        return database.inTransaction(entities -> PeopleFinderFixture.of(entities, new PeopleSynchroniser())
                .requireBySubject(caller.issuer(), caller.subject())
                .id());
    }

    @SuppressWarnings("unchecked")
    private static List<String> outbox() {
        return database.inTransaction(
                entities -> entities.createNativeQuery("select kind || ' ' || subject from proof_outbox order by id")
                        .getResultList());
    }

    private DeviceRegister register(EntityManager entities) {
        DeviceRegister register = new DeviceRegister();
        register.entities = entities;
        register.people = PeopleFinderFixture.of(entities, new PeopleSynchroniser());
        register.posture = new OneTablet();
        register.registered = new RecordedEvents<DeviceRegistered>(new RecorderFixture(entities)::on);
        register.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return register;
    }

    /** A gate that knows one piece of hardware, for everybody. */
    private final class OneTablet implements PostureGate {

        @Override
        public Optional<UUID> admit(HardwareUser user, String code) {
            return approved && CODE.equals(code) ? Optional.of(TABLET) : Optional.empty();
        }

        @Override
        public boolean isGood(HardwareUser user, UUID hardware) {
            return approved && TABLET.equals(hardware);
        }
    }
}
