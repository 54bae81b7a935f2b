package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.pki.status.RevocationList;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.access.Role;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.authority.DeviceAuthority;
import org.konsil.server.certification.issuance.JournalFixture;
import org.konsil.server.certification.publication.CertificateInventory;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.certification.revocation.HoldRelease;
import org.konsil.server.certification.revocation.HoldsFixture;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** The life of device certificates on a real PostgreSQL: enrolment, publication, revocation. */
class CertificationStoreTest {

    private static final String DOMAIN = "klinikum.example";
    private static final Caller ANNA =
            new Caller("https://id.example", UUID.randomUUID().toString(), Set.of(Role.STAFF), Instant.MAX);
    private static final Caller OFFICER = new Caller(
            "https://id.example", UUID.randomUUID().toString(), Set.of(Role.REGISTRATION_OFFICER), Instant.MAX);

    private static final Caller APPROVER =
            new Caller("https://id.example", UUID.randomUUID().toString(), Set.of(Role.APPROVER), Instant.MAX);

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static DeviceAuthority authority;
    private static X509Certificate root;
    private static final MovableClock CLOCK = new MovableClock();

    private final KnownDevices devices = new KnownDevices();
    private final CertificateSubject tablet = new CertificateSubject(UUID.randomUUID(), UUID.randomUUID());
    private Desk desk;

    @BeforeAll
    static void holdsTheCeremony() throws Exception {
        Path pki = folder.resolve("pki");
        char[] password = "correct horse".toCharArray();
        new FirstCeremony(CLOCK)
                .perform(
                        pki,
                        new CeremonyPlan(
                                "Klinikum Süd",
                                List.of("konsil.klinikum.example"),
                                new PublicAddresses("http://konsil.klinikum.example:8080/pki")),
                        new CeremonyPasswords(password, password, password, password, password, password));
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");
        database = new TestDatabase();
        authority = database.inTransaction(entities -> new Wiring(entities, new ArrayList<>())
                .with(Clock.class, CLOCK)
                .setting("konsil.hospital.name", "Klinikum Süd")
                .setting("konsil.hospital.domain", DOMAIN)
                .setting("konsil.public.host", "konsil.klinikum.example")
                .setting("konsil.certification.device-ca-file", pki.resolve("device-ca.p12"))
                .setting("konsil.certification.device-ca-password-file", secret)
                .setting("konsil.certification.root-file", pki.resolve("root.crt"))
                .bean(DeviceAuthority.class));
        root = Certificates.read(pki.resolve("root.crt"));
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void registersATablet() {
        CLOCK.reset();
        devices.know(ANNA, tablet);
        desk = new Desk();
    }

    @Test
    @DisplayName("A5: a device gets a certificate for the names of the directory, stored, told and good at once")
    void enrolsARegisteredDevice() throws Exception {
        KeyPair keys = Requests.newKeys();

        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));

        assertThat(new DeviceChainValidator(root, DOMAIN)
                        .validate(issued.chain(), CLOCK.instant(), desk.list().der())
                        .publicKey()
                        .getEncoded())
                .isEqualTo(keys.getPublic().getEncoded());
        assertThat(issued.subject()).isEqualTo(tablet);
        assertThat(desk.findCurrent()).isEqualTo(issued.serial());
        String digest = Certificates.sha256(Certificates.parse(issued.chain().get(0)));
        assertThat(desk.fired).singleElement().isInstanceOfSatisfying(CertificateIssued.class, event -> {
            assertThat(event.serial()).isEqualTo(issued.serial());
            assertThat(event.sha256()).isEqualTo(digest);
            assertThat(event.userSha256()).contains(Certificates.sha256("im:" + tablet.user() + "@" + DOMAIN));
            assertThat(event.issuer()).matches("[0-9a-f]{40}");
        });
        assertThat(openJournalEntries()).isZero();
    }

    @Test
    @DisplayName("A5: the same key gets the same certificate again, a network that fails costs nothing")
    void enrolmentMayBeRepeated() throws Exception {
        KeyPair keys = Requests.newKeys();
        DeviceCertificate first = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));

        DeviceCertificate second = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));

        assertThat(second.serial()).isEqualTo(first.serial());
        assertThat(second.chain().get(0)).isEqualTo(first.chain().get(0));
        assertThat(desk.fired).hasSize(1);
    }

    @Test
    void renewsTheSameKeyThirtyDaysBeforeTheEnd() throws Exception {
        KeyPair keys = Requests.newKeys();
        DeviceCertificate first = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));
        CLOCK.advance(Duration.ofDays(61));

        DeviceCertificate second = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));

        assertThat(second.serial()).isNotEqualTo(first.serial());
        assertThat(desk.findCurrent()).isEqualTo(second.serial());
    }

    @Test
    @DisplayName("a token alone puts no other key in a device's place")
    void refusesAnotherKeyForTheDevice() throws Exception {
        desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        byte[] thief = Requests.of(Requests.newKeys(), tablet, DOMAIN);

        assertThatThrownBy(() -> desk.enrol(ANNA, thief)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    void refusesTheKeyOfAnotherDevice() throws Exception {
        KeyPair keys = Requests.newKeys();
        desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));
        CertificateSubject phone = new CertificateSubject(tablet.user(), UUID.randomUUID());
        devices.know(ANNA, phone);
        byte[] request = Requests.of(keys, phone, DOMAIN);

        assertThatThrownBy(() -> desk.enrol(ANNA, request)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    @DisplayName("A5: a request that claims somebody else is refused, never corrected")
    void refusesClaimsOfSomebodyElse() throws Exception {
        CertificateSubject ben = new CertificateSubject(UUID.randomUUID(), tablet.device());

        assertThatThrownBy(() -> desk.enrol(ANNA, Requests.of(Requests.newKeys(), ben, DOMAIN)))
                .isInstanceOf(ClaimedSubjectException.class);
        assertThatThrownBy(() -> desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, "elsewhere.example")))
                .isInstanceOf(ClaimedSubjectException.class);
        assertThat(desk.fired).isEmpty();
    }

    @Test
    void refusesWhatTheDirectoryRefuses() throws Exception {
        CertificateSubject unknown = new CertificateSubject(tablet.user(), UUID.randomUUID());
        byte[] request = Requests.of(Requests.newKeys(), unknown, DOMAIN);

        assertThatThrownBy(() -> desk.enrol(ANNA, request)).isInstanceOf(UnknownHere.class);
    }

    @Test
    void refusesNoiseAndOversize() {
        assertThatThrownBy(() -> desk.enrol(ANNA, new byte[] {1, 2, 3})).isInstanceOf(UnusableRequestException.class);
        assertThatThrownBy(() -> desk.enrol(ANNA, new byte[9000])).isInstanceOf(UnusableRequestException.class);
    }

    @Test
    @DisplayName("A5 incident I7: parallel enrolments never swap, and one device gets one certificate")
    void parallelEnrolmentsStayApart() throws Exception {
        CertificateSubject phone = new CertificateSubject(tablet.user(), UUID.randomUUID());
        devices.know(ANNA, phone);
        Map<CertificateSubject, KeyPair> keys = Map.of(tablet, Requests.newKeys(), phone, Requests.newKeys());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Map<CertificateSubject, Set<CertificateSerial>> serials = new HashMap<>();

        try {
            Map<Future<DeviceCertificate>, CertificateSubject> running = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                for (CertificateSubject subject : keys.keySet()) {
                    byte[] request = Requests.of(keys.get(subject), subject, DOMAIN);
                    running.put(threads.submit(() -> new Desk().enrol(ANNA, request)), subject);
                }
            }
            for (Future<DeviceCertificate> each : running.keySet()) {
                DeviceCertificate certificate = each.get();
                assertThat(certificate.subject()).isEqualTo(running.get(each));
                serials.computeIfAbsent(certificate.subject(), s -> new java.util.HashSet<>())
                        .add(certificate.serial());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(serials.get(tablet)).hasSize(1);
        assertThat(serials.get(phone)).hasSize(1);
    }

    @Test
    @DisplayName("a crash after the signature leaves a record that can be revoked")
    void theJournalOutlivesTheTransaction() throws Exception {
        byte[] request = Requests.of(Requests.newKeys(), tablet, DOMAIN);
        DeviceCertificate lost = desk.crashAfter(ANNA, request);

        assertThat(desk.findCurrent()).isNull();
        assertThat(openJournalEntries()).isOne();
        desk.revoke(lost.serial(), RevocationReason.UNSPECIFIED);

        assertThat(listed(desk.list(), lost.serial())).isTrue();
    }

    @Test
    @DisplayName("a revoked device is not current, is on the list within the request, and the others are told")
    void revokes() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        PublishedList before = desk.list();

        desk.revoke(issued.serial(), RevocationReason.AFFILIATION_CHANGED);

        PublishedList after = desk.list();
        assertThat(desk.findCurrent()).isNull();
        assertThat(after.number()).isGreaterThan(before.number());
        assertThat(listed(before, issued.serial())).isFalse();
        assertThatThrownBy(() ->
                        new DeviceChainValidator(root, DOMAIN).validate(issued.chain(), CLOCK.instant(), after.der()))
                .isInstanceOfSatisfying(
                        ChainRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(ChainRefusedException.Reason.REVOKED));
        assertThat(desk.fired)
                .last()
                .isInstanceOfSatisfying(
                        CertificateRevoked.class,
                        event -> assertThat(event.device()).isEqualTo(tablet.device()));
    }

    @Test
    void revocationMayBeRepeated() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.SUPERSEDED);
        int events = desk.fired.size();
        long number = desk.list().number();

        desk.revoke(issued.serial(), RevocationReason.SUPERSEDED);
        desk.revoke(issued.serial(), RevocationReason.UNSPECIFIED);

        assertThat(desk.fired).hasSize(events);
        assertThat(desk.list().number()).isEqualTo(number);
    }

    @Test
    @DisplayName("A5 incident I3: a key that turns out to be compromised is listed as such, although revoked before")
    void keyCompromiseTakesThePlaceOfAnotherReason() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.SUPERSEDED);

        desk.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);

        assertThat(reason(desk.list(), issued.serial())).isEqualTo("KEY_COMPROMISE");
    }

    @Test
    @DisplayName("A5: a hold counts at once, puts no device out, and ends when a second person agrees")
    void holdsAndReleases() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        assertThat(desk.findCurrent()).isNull();
        assertThat(reason(desk.list(), issued.serial())).isEqualTo("CERTIFICATE_HOLD");
        assertThat(desk.fired).last().isInstanceOf(CertificateHeld.class);

        desk.release(issued.serial());

        assertThat(desk.findCurrent()).isEqualTo(issued.serial());
        assertThat(listed(desk.list(), issued.serial())).isFalse();
        assertThat(desk.fired).noneMatch(CertificateRevoked.class::isInstance);
        assertThat(desk.fired).anyMatch(CertificateReleased.class::isInstance);
    }

    @Test
    @DisplayName("A5: a hold becomes a revocation for good, which nobody can take back")
    void aHoldMayBecomeFinal() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);

        desk.revoke(issued.serial(), RevocationReason.AFFILIATION_CHANGED);

        assertThat(reason(desk.list(), issued.serial())).isEqualTo("AFFILIATION_CHANGED");
        assertThat(desk.fired).last().isInstanceOf(CertificateRevoked.class);
        assertThatThrownBy(() -> desk.release(issued.serial())).isInstanceOf(NotOnHoldException.class);
        desk.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        assertThat(reason(desk.list(), issued.serial())).isEqualTo("AFFILIATION_CHANGED");
    }

    @Test
    @DisplayName("A5: an approval that comes after the revocation for good releases nothing")
    void approvalComesTooLate() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        UUID asked = desk.askRelease(issued.serial());
        desk.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);

        assertThatThrownBy(() -> desk.agree(asked)).isInstanceOf(NotOnHoldException.class);
        assertThat(desk.findCurrent()).isNull();
    }

    @Test
    void refusesToReleaseWhatIsNotHeld() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));

        assertThatThrownBy(() -> desk.release(issued.serial())).isInstanceOf(NotOnHoldException.class);
    }

    @Test
    void refusesToRevokeWhatNeverWas() {
        assertThatThrownBy(() -> desk.revoke(CertificateSerial.parse("4b01"), RevocationReason.UNSPECIFIED))
                .isInstanceOf(UnknownCertificateException.class);
    }

    @Test
    void aRevokedDeviceGetsNoFurtherCertificate() throws Exception {
        KeyPair keys = Requests.newKeys();
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(keys, tablet, DOMAIN));
        desk.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);
        byte[] again = Requests.of(keys, tablet, DOMAIN);

        assertThatThrownBy(() -> desk.enrol(ANNA, again)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    void aCertificateIsCurrentToItsLastSecond() throws Exception {
        DeviceCertificate issued = desk.enrol(ANNA, Requests.of(Requests.newKeys(), tablet, DOMAIN));

        CLOCK.set(issued.notAfter().plusMillis(999));
        assertThat(desk.findCurrent()).isEqualTo(issued.serial());
        CLOCK.set(issued.notAfter().plusSeconds(1));
        assertThat(desk.findCurrent()).isNull();
    }

    @Test
    @DisplayName("the list is renewed at half of its time, revocation or not")
    void renewsTheListAtHalfItsTime() {
        PublishedList first = desk.list();

        CLOCK.advance(Duration.ofHours(35));
        assertThat(desk.list().number()).isEqualTo(first.number());
        CLOCK.advance(Duration.ofHours(2));

        PublishedList second = desk.list();
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(second.nextUpdate()).isEqualTo(second.thisUpdate().plus(Duration.ofHours(72)));
    }

    private static boolean listed(PublishedList list, CertificateSerial serial) throws Exception {
        return RevocationList.read(list.der(), Certificates.parse(authority.certificate()))
                .contains(serial.value());
    }

    private static String reason(PublishedList list, CertificateSerial serial) throws Exception {
        return ((java.security.cert.X509CRL) java.security.cert.CertificateFactory.getInstance("X.509")
                        .generateCRL(new java.io.ByteArrayInputStream(list.der())))
                .getRevokedCertificate(serial.value())
                .getRevocationReason()
                .name();
    }

    private long openJournalEntries() {
        return database.inTransaction(entities -> entities.createQuery(
                        "select count(j) from JournalEntry j where j.deviceId = :device and j.finishedAt is null",
                        Long.class)
                .setParameter("device", tablet.device())
                .getSingleResult());
    }

    /** The feature's beans, each call in a transaction of its own. */
    private final class Desk {
        private final List<Object> fired = new ArrayList<>();

        DeviceCertificate enrol(Caller caller, byte[] request) {
            return run(beans -> beans.bean(EnrolmentDesk.class).enrol(caller, request));
        }

        /** Everything but the commit. */
        DeviceCertificate crashAfter(Caller caller, byte[] request) {
            AtomicReference<DeviceCertificate> signed = new AtomicReference<>();
            assertThatThrownBy(() -> run(beans -> {
                        signed.set(beans.bean(EnrolmentDesk.class).enrol(caller, request));
                        throw new PowerFailure();
                    }))
                    .isInstanceOf(PowerFailure.class);
            return signed.get();
        }

        void revoke(CertificateSerial serial, RevocationReason reason) {
            run(beans -> {
                beans.bean(CertificateRevoker.class).revoke(OFFICER, serial, reason);
                return serial;
            });
        }

        void release(CertificateSerial serial) {
            agree(askRelease(serial));
        }

        UUID askRelease(CertificateSerial serial) {
            return run(beans -> beans.bean(HoldRelease.class).ask(OFFICER, serial));
        }

        void agree(UUID request) {
            run(beans -> {
                beans.observing(OrderApproved.class, HoldsFixture.of(beans));
                beans.bean(ApprovalQueue.class).approve(APPROVER, request);
                return request;
            });
        }

        PublishedList list() {
            return run(beans -> beans.bean(RevocationListPublisher.class).current());
        }

        CertificateSerial findCurrent() {
            return run(beans -> beans.bean(CertificateInventory.class)
                    .findCurrent(tablet.device())
                    .map(DeviceCertificate::serial)
                    .orElse(null));
        }

        private <T> T run(Function<Wiring, T> work) {
            return database.inTransaction(entities -> work.apply(JournalFixture.addTo(
                    new Wiring(entities, fired)
                            .with(Clock.class, CLOCK)
                            .with(SubjectDirectory.class, devices)
                            .with(DeviceAuthority.class, authority)
                            .setting("konsil.hospital.name", "Klinikum Süd")
                            .setting("konsil.hospital.domain", DOMAIN)
                            .setting("konsil.public.host", "konsil.klinikum.example"),
                    database)));
        }
    }

    private static final class PowerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The device feature's part: who owns which device. */
    private static final class KnownDevices implements SubjectDirectory {
        private final Map<UUID, CertificateSubject> known = new HashMap<>();

        void know(Caller owner, CertificateSubject subject) {
            known.put(subject.device(), subject);
        }

        @Override
        public CertificateSubject requireSubject(Caller caller, UUID device) {
            CertificateSubject subject = known.get(device);
            if (subject == null || !caller.equals(ANNA)) {
                throw new UnknownHere();
            }
            return subject;
        }

        @Override
        public Optional<Identity> findHolder(UUID device) {
            return Optional.of(ANNA.identity());
        }
    }

    private static final class UnknownHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
