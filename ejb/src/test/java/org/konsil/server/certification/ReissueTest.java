package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.certification.issuance.JournalSweeper;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.certification.publication.CertificateInventory;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.reissue.RefusedReissue;
import org.konsil.server.certification.reissue.Reissue;
import org.konsil.server.certification.reissue.ReissueBatch;
import org.konsil.server.certification.reissue.ReissueDesk;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** All certificates of a profile are made anew by an officer's act, on a real PostgreSQL; batches are of three. */
@DisplayName("A hospital's certificates are made anew in bulk (A5)")
class ReissueTest {
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
    private static final MovableClock CLOCK = new MovableClock();
    private static final Consumer<Wiring> THREE = beans -> beans.setting("konsil.certification.reissue-batch", 3);

    private static TestDatabase database;
    private static TestCas cas;

    private final KnownSubjects subjects = new KnownSubjects();
    private final UUID id = UUID.randomUUID();
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
        List.of(
                        "truncate reissue cascade",
                        "truncate certificate, certificate_journal, certificate_revocation, certified_key, key_holder",
                        "truncate posture_lease, revocation_list, revocation_list_change, profile_revision",
                        "truncate approval_request cascade")
                .forEach(ReissueTest::sql);
        node = new TestCertification(database, cas, subjects, CLOCK, THREE);
    }

    @Test
    @DisplayName(
            "under a new authority each key has a new certificate for the same names, with its lease, told one by one")
    void makesEachAnew() throws Exception {
        Map<CertificateSubject, IssuedCertificate> before = devices(20);
        TestCas next = new TestCas(CLOCK);
        TestCertification after = new TestCertification(database, next, subjects, CLOCK, THREE);

        begin(after);
        run(after);

        Reissue over = require(after);
        assertThat(over.state()).isEqualTo(ReissueState.DONE);
        assertThat(List.of(over.total(), over.issued(), over.refused())).containsExactly(20L, 20L, 0L);
        Set<CertificateSerial> serials = new HashSet<>();
        for (CertificateSubject subject : before.keySet()) {
            X509Certificate old = leaf(before.get(subject));
            DeviceCertificate current = current(after, subject);
            X509Certificate made = Certificates.parse(current.chain().get(0));
            new DeviceChainValidator(next.root(), TestCas.DOMAIN)
                    .validate(
                            current.chain(),
                            CLOCK.instant(),
                            after.list(ListName.ALL_DEVICES).der());
            assertThat(made.getPublicKey()).isEqualTo(old.getPublicKey());
            assertThat(made.getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
            assertThat(List.copyOf(made.getSubjectAlternativeNames()))
                    .isEqualTo(List.copyOf(old.getSubjectAlternativeNames()));
            assertThat(count("select count(*) from posture_lease where serial = '" + current.serial() + "'"))
                    .isOne();
            serials.add(current.serial());
        }
        assertThat(serials).hasSize(20).doesNotContainAnyElementsOf(serials(before));
        assertThat(events(after, CertificateIssued.class))
                .extracting(CertificateIssued::serial)
                .containsExactlyInAnyOrderElementsOf(serials);
        assertThat(events(after, ReissueBegun.class)).hasSize(1);
        assertThat(events(after, ReissueEnded.class)).hasSize(1);
        assertThat(open()).isZero();
    }

    @Test
    @DisplayName("the holder finds its new certificate beside the old one, which stays good until it does")
    void theHolderFindsIt() throws Exception {
        CertificateSubject tablet = subjects.device(ANNA);
        IssuedCertificate old = enrol(tablet, Requests.newKeys());
        Caller ben = TestCertification.person("ben", Role.STAFF);
        subjects.person(ben);
        assertThat(newest(ANNA, old.serial()).serial()).isEqualTo(old.serial());

        begin(node);
        run(node);

        IssuedCertificate next = newest(ANNA, old.serial());
        assertThat(next.serial()).isEqualTo(current(node, tablet).serial()).isNotEqualTo(old.serial());
        assertThat(newest(TestCertification.OPERATOR, old.serial()).serial()).isEqualTo(next.serial());
        assertThatThrownBy(() -> newest(ben, old.serial())).isInstanceOf(UnknownCertificateException.class);
        for (IssuedCertificate each : List.of(old, next)) {
            assertThat(good(tablet, each)).contains(each.serial());
        }
        CertificateSubject phone = subjects.device(ANNA);
        assertThat(good(phone, old)).as("another device's").isEmpty();
        node.revoke(old.serial(), RevocationReason.SUPERSEDED);
        assertThat(good(tablet, old)).as("revoked").isEmpty();
    }

    @Test
    @DisplayName("whom single issuance refuses is refused here, by name, and the others go on")
    void namesThoseThatGetNone() throws Exception {
        List<CertificateSubject> owners = new ArrayList<>(devices(8).keySet());
        CertificateSerial suspect = current(node, owners.get(0)).serial();
        subjects.suspect(owners.get(0).device());
        CertificateSerial stolen = current(node, owners.get(1)).serial();
        sql("update key_holder set holder = 'somebody' where holder = '"
                + owners.get(1).device() + "'");
        CertificateSerial swapped = current(node, owners.get(2)).serial();
        sql("update certified_key set key_sha256 = sha256('another') where device_id = '"
                + owners.get(2).device() + "'");
        node.revoke(current(node, owners.get(3)).serial(), RevocationReason.KEY_COMPROMISE);
        node.revoke(current(node, owners.get(4)).serial(), RevocationReason.CERTIFICATE_HOLD);

        begin(node);
        run(node);

        assertThat(refused())
                .isEqualTo(Map.of(
                        suspect, "holder-refused",
                        stolen, "key-of-another",
                        swapped, "key-of-another"));
        Reissue over = require(node);
        assertThat(List.of(over.total(), over.issued(), over.refused())).containsExactly(6L, 3L, 3L);
        assertThat(over.state()).isEqualTo(ReissueState.DONE);
    }

    @Test
    @DisplayName("a lint that objects to one stops that one alone; a key that the profile no longer permits gets none")
    void lintsAndKeysAreLookedAt() throws Exception {
        Caller ben = TestCertification.person("ben", Role.STAFF);
        CertificateSerial bad = signature(ANNA);
        CertificateSerial fine = signature(ben);
        subjects.rename(subjects.person(ANNA), " Anna");
        approved("staff-signature");
        run(node);
        assertThat(refused()).isEqualTo(Map.of(bad, "against-the-rules"));
        assertThat(newest(ben, fine).serial()).isNotEqualTo(fine);

        CertificateSerial rsa = server("rsa.klinikum.example", "RSA", 3072);
        server("p256.klinikum.example", "EC", 256);
        UUID change = node.run(beans -> beans.bean(ProfileBook.class)
                .ask(TestCertification.OPERATOR, "tls-server", new ProfileChange(Map.of("keys", "P256"))));
        node.agree(TestCertification.APPROVER, change);
        UUID second = UUID.randomUUID();
        ask(node, TestCertification.OPERATOR, second, "tls-server");
        while (node.run(beans -> beans.bean(ReissueBatch.class).next(second))) {}
        assertThat(refused(second)).isEqualTo(Map.of(rsa, "key-not-permitted"));
    }

    @Test
    @DisplayName("what broke off goes on from there after a restart, and nobody gets two")
    void goesOnAfterARestart() throws Exception {
        Map<CertificateSubject, IssuedCertificate> before = devices(20);
        begin(node);
        for (int batch = 0; batch < 4; batch++) {
            node.run(beans -> beans.bean(ReissueBatch.class).next(id));
        }
        assertThat(require(node).state()).isEqualTo(ReissueState.RUNNING);

        TestCertification restarted = new TestCertification(database, cas, subjects, CLOCK, THREE);
        assertThat(restarted.<List<UUID>>run(
                        beans -> beans.bean(ReissueBatch.class).running()))
                .containsExactly(id);
        run(restarted);

        assertThat(require(restarted).issued()).isEqualTo(20);
        assertThat(count("select count(*) from certificate")).isEqualTo(20 + 20 + responders());
        for (CertificateSubject subject : before.keySet()) {
            assertThat(current(restarted, subject).serial())
                    .isNotEqualTo(before.get(subject).serial());
        }
    }

    @Test
    @DisplayName(
            "a CA that cannot sign issues nothing, leaves its serials to the sweeper, and after three times waits for an officer")
    void haltsWhenTheCaFails() throws Exception {
        devices(5);
        begin(node);
        TestCas broken = new TestCas(CLOCK);
        broken.signers().putAll(cas.signers());
        CaSigner whole = cas.signers().get(IssuingAuthority.DEVICE);
        broken.signers().put(IssuingAuthority.DEVICE, new Broken(whole));
        TestCertification failing = new TestCertification(database, broken, subjects, CLOCK, THREE);

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(require(failing).state()).isEqualTo(ReissueState.RUNNING);
            assertThatThrownBy(() -> run(failing)).hasMessage("the token is gone");
            failing.run(beans -> {
                beans.bean(ReissueBatch.class).failed(id);
                return id;
            });
        }
        assertThat(require(failing).state()).isEqualTo(ReissueState.HALTED);
        assertThat(failing.<Boolean>run(beans -> beans.bean(ReissueBatch.class).next(id)))
                .isFalse();
        long left = open();
        assertThat(left).isPositive();
        assertThat(require(failing).issued()).isZero();

        CLOCK.advance(Duration.ofMinutes(6));
        assertThat(node.<Integer>run(beans -> beans.bean(JournalSweeper.class).sweep()))
                .isEqualTo((int) left);
        act(desk -> desk.resume(TestCertification.OFFICER, id));
        run(node);
        assertThat(require(node).issued()).isEqualTo(5);
        assertThat(open()).isZero();
        assertThat(events(node, ReissueResumed.class)).hasSize(1);
    }

    private record Broken(CaSigner ca) implements CaSigner {
        @Override
        public X509Certificate certificate() {
            return ca.certificate();
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            throw new IllegalStateException("the token is gone");
        }
    }

    @Test
    void stopsBetweenBatchesWhenCanceled() throws Exception {
        devices(20);
        begin(node);
        node.run(beans -> beans.bean(ReissueBatch.class).next(id));

        act(desk -> desk.cancel(TestCertification.OFFICER, id));
        act(desk -> desk.cancel(TestCertification.OFFICER, id));

        assertThat(node.<Boolean>run(beans -> beans.bean(ReissueBatch.class).next(id)))
                .isFalse();
        assertThat(require(node).state()).isEqualTo(ReissueState.CANCELED);
        assertThat(require(node).issued()).isLessThanOrEqualTo(3);
        assertThat(events(node, ReissueEnded.class))
                .singleElement()
                .satisfies(event -> assertThat(event.officer()).contains(TestCertification.OFFICER.subject()));
        assertThatThrownBy(() -> act(desk -> desk.resume(TestCertification.OFFICER, id)))
                .isInstanceOf(ReissueOverException.class);
        begin(node);
        assertThat(require(node).state()).as("the same id again begins nothing").isEqualTo(ReissueState.CANCELED);
    }

    @Test
    @DisplayName("several threads work side by side, and each certificate is made once")
    void severalWorkSideBySide() throws Exception {
        devices(40);
        begin(node);
        TestCertification other = new TestCertification(database, cas, subjects, CLOCK, THREE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> work =
                    List.of(() -> run(node), () -> run(other), () -> run(node), () -> run(other));
            for (Future<Boolean> each : threads.invokeAll(work)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        run(node);

        assertThat(require(node).state()).isEqualTo(ReissueState.DONE);
        assertThat(require(node).issued()).isEqualTo(40);
        assertThat(count("select count(*) from certificate where profile like 'staff-device/%'"))
                .isEqualTo(80);
        assertThat(open()).isZero();
    }

    @Test
    @DisplayName("a key that renewed by itself meanwhile is left alone")
    void leavesAloneWhatIsNewer() throws Exception {
        CertificateSubject tablet = subjects.device(ANNA);
        KeyPair keys = Requests.newKeys();
        enrol(tablet, keys);
        begin(node);
        CLOCK.advance(Duration.ofDays(61));
        IssuedCertificate own = enrol(tablet, keys);

        run(node);

        assertThat(current(node, tablet).serial()).isEqualTo(own.serial());
        assertThat(require(node).issued()).isZero();
        assertThat(refused()).isEmpty();
    }

    @Test
    @DisplayName("four eyes: nothing begins before the second voice, and those who decided do not get theirs")
    void aProfileOfTwoPeopleNeedsTwo() throws Exception {
        CertificateSerial annas = signature(ANNA);
        CertificateSerial approvers = signature(TestCertification.person("david", Role.STAFF));

        Optional<UUID> approval = ask(node, TestCertification.OFFICER, id, "staff-signature");
        assertThat(ask(node, TestCertification.OFFICER, id, "staff-signature")).isEqualTo(approval);
        assertThatThrownBy(() -> require(node)).isInstanceOf(UnknownReissueException.class);
        assertThatThrownBy(() -> node.agree(TestCertification.OFFICER, approval.orElseThrow()))
                .isInstanceOf(OwnApprovalException.class);
        node.agree(TestCertification.APPROVER, approval.orElseThrow());
        CLOCK.advance(Duration.ofSeconds(1));
        run(node);

        assertThat(refused()).isEqualTo(Map.of(approvers, "holder-decided"));
        assertThat(newest(ANNA, annas).serial()).isNotEqualTo(annas);
        assertThat(require(node).officer()).isEqualTo(TestCertification.OFFICER.subject());
    }

    @Test
    void oneOfAProfileAtATimeAndAnIdIsOneProfiles() throws Exception {
        devices(1);
        begin(node);

        assertThatThrownBy(() -> ask(node, TestCertification.OFFICER, UUID.randomUUID(), "staff-device"))
                .isInstanceOf(ReissueAtWorkException.class);
        assertThatThrownBy(() -> ask(node, TestCertification.OPERATOR, id, "tls-server"))
                .isInstanceOf(ReissueDiffersException.class);
        begin(node);
        assertThat(events(node, ReissueBegun.class)).hasSize(1);
    }

    @Test
    @DisplayName("every profile × role that is not listed is denied, and so is whoever signed in long ago")
    void onlyTheListedMay() {
        Map<String, Set<Role>> listed = Map.of(
                "staff-device", Set.of(Role.REGISTRATION_OFFICER, Role.IT_OPERATOR),
                "staff-signature", Set.of(Role.REGISTRATION_OFFICER),
                "administrator-login", Set.of(Role.REGISTRATION_OFFICER),
                "tls-server", Set.of(Role.IT_OPERATOR));
        List<String> profiles = new ArrayList<>(node.run(beans -> beans.bean(ProfileBook.class).all().stream()
                .map(org.konsil.pki.profile.CertificateProfile::name)
                .toList()));
        profiles.add("no-such");
        for (String profile : profiles) {
            for (Role role : Role.values()) {
                Caller caller = TestCertification.person("somebody", role);
                if (!listed.getOrDefault(profile, Set.of()).contains(role)) {
                    assertThatThrownBy(() -> ask(node, caller, UUID.randomUUID(), profile))
                            .as("%s, %s", profile, role)
                            .isInstanceOf(EnrolmentForbiddenException.class);
                }
            }
        }
        Caller early = node.justSignedIn(TestCertification.OFFICER);
        CLOCK.advance(Duration.ofSeconds(331));
        assertThatThrownBy(() -> node.run(beans -> beans.bean(ReissueDesk.class).ask(early, id, "staff-device")))
                .isInstanceOf(StaleAuthenticationException.class);
    }

    private Map<CertificateSubject, IssuedCertificate> devices(int count) throws Exception {
        Map<CertificateSubject, IssuedCertificate> devices = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            CertificateSubject device = subjects.device(ANNA);
            devices.put(device, enrol(device, Requests.newKeys()));
        }
        return devices;
    }

    private IssuedCertificate enrol(CertificateSubject device, KeyPair keys) throws Exception {
        return node.enrol(ANNA, node.request(ANNA, keys, device));
    }

    private CertificateSerial signature(Caller person) throws Exception {
        subjects.person(person);
        byte[] request = Requests.of(Requests.newKeys(), node.challenge(person, "staff-signature"), "");
        UUID approval = ((Enrolment.Pending) node.ask(person, "staff-signature", EnrolmentWay.EST, request)).approval();
        node.agree(TestCertification.OFFICER, approval);
        node.agree(TestCertification.person("emil", Role.APPROVER), approval);
        return ((Enrolment.Issued) node.ask(person, "staff-signature", EnrolmentWay.EST, request))
                .certificate()
                .serial();
    }

    private CertificateSerial server(String name, String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        return node.run(beans -> beans.bean(CertificateIssuance.class)
                .issue(new CertificateWish(
                        "tls-server", key, new ServerNames(List.of(name), List.of()), Holder.ofMachine(name)))
                .serial());
    }

    private void approved(String profile) {
        UUID approval = ask(node, TestCertification.OFFICER, id, profile).orElseThrow();
        node.agree(TestCertification.APPROVER, approval);
        CLOCK.advance(Duration.ofSeconds(1));
    }

    private void begin(TestCertification at) {
        assertThat(ask(at, TestCertification.OFFICER, id, "staff-device")).isEmpty();
    }

    private Optional<UUID> ask(TestCertification at, Caller officer, UUID reissue, String profile) {
        CLOCK.advance(Duration.ofSeconds(1));
        Optional<UUID> approval =
                at.run(beans -> beans.bean(ReissueDesk.class).ask(at.justSignedIn(officer), reissue, profile));
        CLOCK.advance(Duration.ofSeconds(1));
        return approval;
    }

    private boolean run(TestCertification at) {
        while (at.run(beans -> beans.bean(ReissueBatch.class).next(id))) {}
        return true;
    }

    private void act(Consumer<ReissueDesk> act) {
        node.run(beans -> {
            act.accept(beans.bean(ReissueDesk.class));
            return id;
        });
    }

    private Reissue require(TestCertification at) {
        return at.run(beans -> beans.bean(ReissueDesk.class).require(id));
    }

    private Map<CertificateSerial, String> refused() {
        return refused(id);
    }

    private Map<CertificateSerial, String> refused(UUID reissue) {
        Map<CertificateSerial, String> refused = new LinkedHashMap<>();
        for (RefusedReissue each :
                node.run(beans -> beans.bean(ReissueDesk.class).refused(reissue, Optional.empty(), 200))) {
            refused.put(each.serial(), each.reason());
        }
        return refused;
    }

    private IssuedCertificate newest(Caller caller, CertificateSerial serial) {
        return node.run(beans -> beans.bean(CertificateList.class).requireNewest(caller, serial));
    }

    private DeviceCertificate current(TestCertification at, CertificateSubject subject) {
        return inventory(at, inventory -> inventory.findCurrent(subject.device()))
                .orElseThrow();
    }

    private Optional<CertificateSerial> good(CertificateSubject subject, IssuedCertificate certificate) {
        return inventory(
                        node,
                        inventory -> inventory.findGood(
                                subject.device(), certificate.chain().get(0)))
                .map(DeviceCertificate::serial);
    }

    private static <T> T inventory(TestCertification at, Function<CertificateInventory, T> question) {
        return at.run(beans -> question.apply(beans.bean(CertificateInventory.class)));
    }

    private static <T> List<T> events(TestCertification at, Class<T> type) {
        return at.fired.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> !(event instanceof CertificateIssued issued)
                        || issued.userSha256().isPresent())
                .toList();
    }

    private static List<CertificateSerial> serials(Map<CertificateSubject, IssuedCertificate> certificates) {
        return certificates.values().stream().map(IssuedCertificate::serial).toList();
    }

    private static X509Certificate leaf(IssuedCertificate certificate) throws Exception {
        return Certificates.parse(certificate.chain().get(0));
    }

    private static long responders() {
        return count("select count(*) from certificate where profile like '%-ocsp/%'");
    }

    private static long open() {
        return count("select count(*) from certificate_journal where finished_at is null and abandoned_at is null");
    }

    private static long count(String query) {
        return database.inTransaction(entities ->
                ((Number) entities.createNativeQuery(query, Long.class).getSingleResult()).longValue());
    }

    private static void sql(String statement) {
        database.inTransaction(entities -> entities.createNativeQuery(statement).executeUpdate());
    }
}
