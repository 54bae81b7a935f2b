package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.pki.status.RevocationList;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.publication.CertificateInventory;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.platform.TestDatabase;

/** The life of device certificates on a real PostgreSQL: enrolment, publication, revocation. */
class CertificationStoreTest {

    private static final String DOMAIN = TestCas.DOMAIN;
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
    private static final MovableClock CLOCK = new MovableClock();

    private static TestDatabase database;
    private static TestCas cas;

    private final KnownSubjects devices = new KnownSubjects();
    private final CertificateSubject tablet = devices.device(ANNA);
    private TestCertification node;

    @BeforeAll
    static void opens() throws Exception {
        cas = new TestCas(CLOCK);
        database = new TestDatabase();
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void startsANode() {
        CLOCK.reset();
        node = new TestCertification(database, cas, devices, CLOCK);
    }

    @Test
    @DisplayName("A5: a device gets a certificate for the names of the directory, stored, told and good at once")
    void enrolsARegisteredDevice() throws Exception {
        KeyPair keys = Requests.newKeys();

        IssuedCertificate issued = node.enrol(ANNA, request(keys, tablet));

        assertThat(new DeviceChainValidator(cas.root(), DOMAIN)
                        .validate(issued.chain(), CLOCK.instant(), list().der())
                        .publicKey()
                        .getEncoded())
                .isEqualTo(keys.getPublic().getEncoded());
        assertThat(issued.holder()).isEqualTo(Holder.of(tablet));
        assertThat(findCurrent()).isEqualTo(issued.serial());
        String digest = Certificates.sha256(Certificates.parse(issued.chain().get(0)));
        assertThat(issuedDevices()).singleElement().satisfies(event -> {
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
        IssuedCertificate first = node.enrol(ANNA, request(keys, tablet));

        IssuedCertificate second = node.enrol(ANNA, request(keys, tablet));

        assertThat(second.serial()).isEqualTo(first.serial());
        assertThat(second.chain().get(0)).isEqualTo(first.chain().get(0));
        assertThat(issuedDevices()).hasSize(1);
    }

    @Test
    void renewsTheSameKeyThirtyDaysBeforeTheEnd() throws Exception {
        KeyPair keys = Requests.newKeys();
        IssuedCertificate first = node.enrol(ANNA, request(keys, tablet));
        CLOCK.advance(Duration.ofDays(61));

        IssuedCertificate second = node.enrol(ANNA, request(keys, tablet));

        assertThat(second.serial()).isNotEqualTo(first.serial());
        assertThat(findCurrent()).isEqualTo(second.serial());
    }

    @Test
    @DisplayName("a token alone puts no other key in a device's place")
    void refusesAnotherKeyForTheDevice() throws Exception {
        node.enrol(ANNA, request(Requests.newKeys(), tablet));
        byte[] thief = request(Requests.newKeys(), tablet);

        assertThatThrownBy(() -> node.enrol(ANNA, thief)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    void refusesTheKeyOfAnotherDevice() throws Exception {
        KeyPair keys = Requests.newKeys();
        node.enrol(ANNA, request(keys, tablet));
        CertificateSubject phone = devices.device(ANNA);
        byte[] request = request(keys, phone);

        assertThatThrownBy(() -> node.enrol(ANNA, request)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    @DisplayName("A5: a request that claims somebody else is refused, never corrected")
    void refusesClaimsOfSomebodyElse() throws Exception {
        CertificateSubject ben = new CertificateSubject(UUID.randomUUID(), tablet.device());

        assertThatThrownBy(() -> node.enrol(ANNA, request(Requests.newKeys(), ben)))
                .isInstanceOf(ClaimedSubjectException.class);
        assertThatThrownBy(() -> node.enrol(
                        ANNA,
                        Requests.of(
                                Requests.newKeys(), node.challenge(ANNA, "staff-device"), tablet, "elsewhere.example")))
                .isInstanceOf(ClaimedSubjectException.class);
        assertThat(node.fired).isEmpty();
    }

    @Test
    void refusesWhatTheDirectoryRefuses() throws Exception {
        CertificateSubject unknown = new CertificateSubject(tablet.user(), UUID.randomUUID());
        byte[] request = request(Requests.newKeys(), unknown);

        assertThatThrownBy(() -> node.enrol(ANNA, request)).isInstanceOf(KnownSubjects.UnknownHere.class);
    }

    @Test
    void refusesNoiseAndOversize() {
        assertThatThrownBy(() -> node.enrol(ANNA, new byte[] {1, 2, 3})).isInstanceOf(UnusableRequestException.class);
        assertThatThrownBy(() -> node.enrol(ANNA, new byte[9000])).isInstanceOf(UnusableRequestException.class);
    }

    @Test
    @DisplayName("A5 incident I7: parallel enrolments never swap, and one device gets one certificate")
    void parallelEnrolmentsStayApart() throws Exception {
        CertificateSubject phone = devices.device(ANNA);
        Map<CertificateSubject, KeyPair> keys = Map.of(tablet, Requests.newKeys(), phone, Requests.newKeys());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Map<CertificateSubject, Set<CertificateSerial>> serials = new HashMap<>();

        try {
            Map<Future<IssuedCertificate>, CertificateSubject> running = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                for (CertificateSubject subject : keys.keySet()) {
                    byte[] request = request(keys.get(subject), subject);
                    running.put(threads.submit(() -> node.enrol(ANNA, request)), subject);
                }
            }
            for (Future<IssuedCertificate> each : running.keySet()) {
                IssuedCertificate certificate = each.get();
                assertThat(certificate.holder()).isEqualTo(Holder.of(running.get(each)));
                serials.computeIfAbsent(running.get(each), s -> new java.util.HashSet<>())
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
        byte[] request = request(Requests.newKeys(), tablet);
        IssuedCertificate lost = crashAfter(request);

        assertThat(findCurrent()).isNull();
        assertThat(openJournalEntries()).isOne();
        node.revoke(lost.serial(), RevocationReason.UNSPECIFIED);

        assertThat(listed(list(), lost.serial())).isTrue();
    }

    @Test
    @DisplayName("a revoked device is not current, is on the list within the request, and the others are told")
    void revokes() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        PublishedList before = list();

        node.revoke(issued.serial(), RevocationReason.AFFILIATION_CHANGED);

        PublishedList after = list();
        assertThat(findCurrent()).isNull();
        assertThat(after.number()).isGreaterThan(before.number());
        assertThat(listed(before, issued.serial())).isFalse();
        assertThatThrownBy(() -> new DeviceChainValidator(cas.root(), DOMAIN)
                        .validate(issued.chain(), CLOCK.instant(), after.der()))
                .isInstanceOfSatisfying(
                        ChainRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(ChainRefusedException.Reason.REVOKED));
        assertThat(node.fired)
                .last()
                .isInstanceOfSatisfying(
                        CertificateRevoked.class,
                        event -> assertThat(event.device()).contains(tablet.device()));
    }

    @Test
    void revocationMayBeRepeated() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        node.revoke(issued.serial(), RevocationReason.SUPERSEDED);
        int events = node.fired.size();
        long number = list().number();

        node.revoke(issued.serial(), RevocationReason.SUPERSEDED);
        node.revoke(issued.serial(), RevocationReason.UNSPECIFIED);

        assertThat(node.fired).hasSize(events);
        assertThat(list().number()).isEqualTo(number);
    }

    @Test
    @DisplayName("A5 incident I3: a key that turns out to be compromised is listed as such, although revoked before")
    void keyCompromiseTakesThePlaceOfAnotherReason() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        node.revoke(issued.serial(), RevocationReason.SUPERSEDED);

        node.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);

        assertThat(reason(list(), issued.serial())).isEqualTo("KEY_COMPROMISE");
    }

    @Test
    @DisplayName("A5: a hold counts at once, puts no device out, and ends when a second person agrees")
    void holdsAndReleases() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        node.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        assertThat(findCurrent()).isNull();
        assertThat(reason(list(), issued.serial())).isEqualTo("CERTIFICATE_HOLD");
        assertThat(node.fired).last().isInstanceOf(CertificateHeld.class);

        release(issued.serial());

        assertThat(findCurrent()).isEqualTo(issued.serial());
        assertThat(listed(list(), issued.serial())).isFalse();
        assertThat(node.fired).noneMatch(CertificateRevoked.class::isInstance);
        assertThat(node.fired).anyMatch(CertificateReleased.class::isInstance);
    }

    @Test
    @DisplayName("A5: a hold becomes a revocation for good, which nobody can take back")
    void aHoldMayBecomeFinal() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        node.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);

        node.revoke(issued.serial(), RevocationReason.AFFILIATION_CHANGED);

        assertThat(reason(list(), issued.serial())).isEqualTo("AFFILIATION_CHANGED");
        assertThat(node.fired).last().isInstanceOf(CertificateRevoked.class);
        assertThatThrownBy(() -> release(issued.serial())).isInstanceOf(NotOnHoldException.class);
        node.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        assertThat(reason(list(), issued.serial())).isEqualTo("AFFILIATION_CHANGED");
    }

    @Test
    @DisplayName("A5: an approval that comes after the revocation for good releases nothing")
    void approvalComesTooLate() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));
        node.revoke(issued.serial(), RevocationReason.CERTIFICATE_HOLD);
        UUID asked = node.askRelease(issued.serial());
        node.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);

        assertThatThrownBy(() -> node.agree(TestCertification.APPROVER, asked)).isInstanceOf(NotOnHoldException.class);
        assertThat(findCurrent()).isNull();
    }

    @Test
    void refusesToReleaseWhatIsNotHeld() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));

        assertThatThrownBy(() -> release(issued.serial())).isInstanceOf(NotOnHoldException.class);
    }

    @Test
    void refusesToRevokeWhatNeverWas() {
        assertThatThrownBy(() -> node.revoke(CertificateSerial.parse("4b01"), RevocationReason.UNSPECIFIED))
                .isInstanceOf(UnknownCertificateException.class);
    }

    @Test
    void aRevokedDeviceGetsNoFurtherCertificate() throws Exception {
        KeyPair keys = Requests.newKeys();
        IssuedCertificate issued = node.enrol(ANNA, request(keys, tablet));
        node.revoke(issued.serial(), RevocationReason.KEY_COMPROMISE);
        byte[] again = request(keys, tablet);

        assertThatThrownBy(() -> node.enrol(ANNA, again)).isInstanceOf(DeviceKeyException.class);
    }

    @Test
    void aCertificateIsCurrentToItsLastSecond() throws Exception {
        IssuedCertificate issued = node.enrol(ANNA, request(Requests.newKeys(), tablet));

        CLOCK.set(issued.notAfter().plusMillis(999));
        assertThat(findCurrent()).isEqualTo(issued.serial());
        CLOCK.set(issued.notAfter().plusSeconds(1));
        assertThat(findCurrent()).isNull();
    }

    @Test
    @DisplayName("the list is renewed at half of its time, revocation or not")
    void renewsTheListAtHalfItsTime() {
        PublishedList first = list();

        CLOCK.advance(Duration.ofHours(35));
        assertThat(list().number()).isEqualTo(first.number());
        CLOCK.advance(Duration.ofHours(2));

        PublishedList second = list();
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(second.nextUpdate()).isEqualTo(second.thisUpdate().plus(Duration.ofHours(72)));
    }

    private boolean listed(PublishedList list, CertificateSerial serial) throws Exception {
        return RevocationList.read(
                        list.der(), Certificates.parse(node.authorities().certificate(IssuingAuthority.DEVICE)))
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

    /** What the proof log is told of devices; the responder's own certificate is no person's. */
    private List<CertificateIssued> issuedDevices() {
        return node.fired.stream()
                .filter(CertificateIssued.class::isInstance)
                .map(CertificateIssued.class::cast)
                .filter(event -> event.userSha256().isPresent())
                .toList();
    }

    /** Everything but the commit. */
    private IssuedCertificate crashAfter(byte[] request) {
        AtomicReference<IssuedCertificate> signed = new AtomicReference<>();
        assertThatThrownBy(() -> node.run(beans -> {
                    Enrolment made = beans.bean(EnrolmentDesk.class)
                            .enrol(node.justSignedIn(ANNA), "staff-device", EnrolmentWay.EST, request);
                    signed.set(((Enrolment.Issued) made).certificate());
                    throw new PowerFailure();
                }))
                .isInstanceOf(PowerFailure.class);
        return signed.get();
    }

    private byte[] request(KeyPair keys, CertificateSubject claimed) throws Exception {
        return node.request(ANNA, keys, claimed);
    }

    private PublishedList list() {
        return node.list(ListName.ALL_DEVICES);
    }

    private void release(CertificateSerial serial) {
        node.agree(TestCertification.APPROVER, node.askRelease(serial));
    }

    private CertificateSerial findCurrent() {
        return node.run(beans -> beans.bean(CertificateInventory.class)
                .findCurrent(tablet.device())
                .map(DeviceCertificate::serial)
                .orElse(null));
    }

    private static final class PowerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
