package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.protocol.certificate.ReenrolmentProof;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.certification.request.HandedOut;
import org.konsil.server.certification.request.KeyCounter;
import org.konsil.server.platform.TestDatabase;

/** Requests of every kind on a real PostgreSQL: freshness, approval, renewal, hand-out, narrower profiles. */
class EnrolmentStoreTest {
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
    private static final Caller BEN = TestCertification.person("ben", Role.STAFF);
    private static final MovableClock CLOCK = new MovableClock();

    private static TestDatabase database;
    private static TestCas cas;

    private final KnownSubjects subjects = new KnownSubjects();
    private final CertificateSubject tablet = subjects.device(ANNA);
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
        node = new TestCertification(database, cas, subjects, CLOCK);
    }

    @Test
    @DisplayName("A5: a request without challenge, with somebody else's, or one that another key used is refused")
    void challengesAreForOnePersonAndOneKey() throws Exception {
        subjects.device(BEN);
        KeyPair keys = Requests.newKeys();
        byte[] without = Requests.of(keys, "", tablet, TestCas.DOMAIN);
        byte[] bens = Requests.of(keys, node.challenge(BEN, "staff-device"), tablet, TestCas.DOMAIN);
        String challenge = node.challenge(ANNA, "staff-device");
        node.enrol(ANNA, Requests.of(keys, challenge, tablet, TestCas.DOMAIN));
        CertificateSubject phone = subjects.device(ANNA);
        byte[] again = Requests.of(Requests.newKeys(), challenge, phone, TestCas.DOMAIN);

        assertThatThrownBy(() -> node.enrol(ANNA, without)).isInstanceOf(ChallengeRefusedException.class);
        assertThatThrownBy(() -> node.enrol(ANNA, bens)).isInstanceOf(ChallengeRefusedException.class);
        assertThatThrownBy(() -> node.enrol(ANNA, again)).isInstanceOf(ChallengeRefusedException.class);
    }

    @Test
    void aChallengeIsGoodForTenMinutes() throws Exception {
        byte[] request = node.request(ANNA, Requests.newKeys(), tablet);

        CLOCK.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> node.enrol(ANNA, request)).isInstanceOf(ChallengeRefusedException.class);
    }

    @Test
    @DisplayName("A5: who signed in more than five minutes ago signs in anew; a repeat of the same request need not")
    void wantsAFreshSignIn() throws Exception {
        Caller before = node.justSignedIn(ANNA);
        byte[] request = node.request(ANNA, Requests.newKeys(), tablet);
        CLOCK.advance(Duration.ofSeconds(331));

        assertThatThrownBy(() -> ask(before, "staff-device", EnrolmentWay.EST, request))
                .isInstanceOf(StaleAuthenticationException.class);
        IssuedCertificate first = node.enrol(ANNA, request);

        Enrolment repeated = ask(before, "staff-device", EnrolmentWay.EST, request);
        assertThat(((Enrolment.Issued) repeated).certificate().serial()).isEqualTo(first.serial());
    }

    @Test
    @DisplayName("A5: a staff signature waits for two people, and the same request brings it afterwards, once")
    void aStaffSignatureNeedsFourEyes() throws Exception {
        subjects.person(ANNA);
        byte[] request = signatureRequest(ANNA);

        UUID approval = pending(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request));
        assertThat(pending(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request)))
                .isEqualTo(approval);
        node.agree(TestCertification.OFFICER, approval);
        assertThat(pending(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request)))
                .isEqualTo(approval);
        node.agree(TestCertification.APPROVER, approval);

        IssuedCertificate issued = issued(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request));
        assertThat(issued(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request))
                        .serial())
                .isEqualTo(issued.serial());
        X509Certificate certificate = Certificates.parse(issued.chain().get(0));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("Anna Krüger");
        assertThat(certificate.getIssuerX500Principal().getName()).contains("Staff CA");
    }

    @Test
    @DisplayName("A5: nobody approves their own staff signature, whatever they are besides")
    void nobodyApprovesTheirOwn() throws Exception {
        Caller both = TestCertification.person("emil", Role.STAFF, Role.APPROVER, Role.REGISTRATION_OFFICER);
        subjects.person(both);

        UUID approval = pending(node.ask(both, "staff-signature", EnrolmentWay.EST, signatureRequest(both)));

        assertThatThrownBy(() -> node.agree(both, approval)).isInstanceOf(OwnApprovalException.class);
    }

    @Test
    void whatAnOfficerRefusedIsNotAskedAgain() throws Exception {
        subjects.person(ANNA);
        byte[] request = signatureRequest(ANNA);
        UUID approval = pending(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request));

        node.run(beans -> {
            beans.bean(ApprovalQueue.class).reject(TestCertification.APPROVER, approval, RefusalReason.NOT_ASKED_FOR);
            return approval;
        });

        assertThatThrownBy(() -> node.ask(ANNA, "staff-signature", EnrolmentWay.EST, request))
                .isInstanceOf(EnrolmentRejectedException.class);
    }

    @Test
    @DisplayName("A5: who left while their request waited gets nothing, and the approval is undone")
    void whoLeftGetsNothing() throws Exception {
        subjects.person(ANNA);
        UUID approval = pending(node.ask(ANNA, "staff-signature", EnrolmentWay.EST, signatureRequest(ANNA)));
        node.agree(TestCertification.OFFICER, approval);
        subjects.forget(ANNA);

        assertThatThrownBy(() -> node.agree(TestCertification.APPROVER, approval))
                .isInstanceOf(KnownSubjects.UnknownHere.class);
        assertThat(node.fired).noneMatch(ApprovalDecided.class::isInstance);
    }

    @Test
    @DisplayName("A5: an operator gets server certificates for names of the Service CA, and for no other")
    void serversGetCertificatesForPermittedNames() throws Exception {
        byte[] request = serverRequest("kis.klinikum.example");
        byte[] elsewhere = serverRequest("www.elsewhere.example");

        IssuedCertificate issued =
                issued(node.ask(TestCertification.OPERATOR, "tls-server", EnrolmentWay.EST, request));

        assertThat(Certificates.parse(issued.chain().get(0)).getSubjectAlternativeNames())
                .containsExactly(List.of(GeneralName.dNSName, "kis.klinikum.example"));
        assertThatThrownBy(() -> node.ask(TestCertification.OPERATOR, "tls-server", EnrolmentWay.EST, elsewhere))
                .isInstanceOf(ClaimedSubjectException.class);
        assertThatThrownBy(() -> node.ask(ANNA, "tls-server", EnrolmentWay.EST, request))
                .isInstanceOf(EnrolmentForbiddenException.class);
    }

    @Test
    void aKeyHasOneHolder() throws Exception {
        KeyPair keys = Requests.newKeys();
        String first = node.challenge(TestCertification.OPERATOR, "tls-server");
        String second = node.challenge(TestCertification.OPERATOR, "tls-server");
        node.ask(
                TestCertification.OPERATOR,
                "tls-server",
                EnrolmentWay.EST,
                Requests.ofServer(keys, first, "one.klinikum.example"));

        assertThatThrownBy(() -> node.ask(
                        TestCertification.OPERATOR,
                        "tls-server",
                        EnrolmentWay.EST,
                        Requests.ofServer(keys, second, "two.klinikum.example")))
                .isInstanceOf(KeyHeldException.class);
    }

    @Test
    @DisplayName("A5: a key that is handed out opens with the password that is shown, and is kept nowhere")
    void handsOutAKey() throws Exception {
        try (HandedOut key = node.run(beans -> beans.bean(KeyCounter.class)
                .handOut(
                        node.justSignedIn(TestCertification.OPERATOR),
                        "tls-server",
                        List.of("old.klinikum.example")))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    new ByteArrayInputStream(key.pkcs12()), key.passwordText().toCharArray());
            assertThat(store.getKey("key", key.password()).getAlgorithm()).isEqualTo("EC");
            assertThat(store.getCertificateChain("key")).hasSize(2);
            assertThat(key.toString()).doesNotContain(key.passwordText());
        }
        assertThatThrownBy(() -> node.run(beans -> beans.bean(KeyCounter.class)
                        .handOut(node.justSignedIn(ANNA), "tls-server", List.of("old.klinikum.example"))))
                .isInstanceOf(EnrolmentForbiddenException.class);
    }

    @Test
    @DisplayName("A5: a device renews with its own key and without signing in anew, thirty days before the end")
    void renewsByTheOldKey() throws Exception {
        KeyPair keys = Requests.newKeys();
        IssuedCertificate first = node.enrol(ANNA, node.request(ANNA, keys, tablet));
        CLOCK.advance(Duration.ofDays(61));
        byte[] request = node.request(ANNA, keys, tablet);
        byte[] proof = ReenrolmentProof.of(TestCas.SERVER, request).sign(keys.getPrivate());

        IssuedCertificate second = again(request, proof);

        assertThat(second.serial()).isNotEqualTo(first.serial());
        assertThat(Certificates.parse(second.chain().get(0)).getPublicKey().getEncoded())
                .isEqualTo(keys.getPublic().getEncoded());
    }

    @Test
    @DisplayName("A5: another key's proof, a flipped bit, another host or no proof at all renews nothing")
    void refusesProofsThatDoNotHold() throws Exception {
        KeyPair keys = Requests.newKeys();
        node.enrol(ANNA, node.request(ANNA, keys, tablet));
        byte[] request = node.request(ANNA, keys, tablet);
        byte[] flipped = ReenrolmentProof.of(TestCas.SERVER, request).sign(keys.getPrivate());
        flipped[flipped.length - 1] ^= 1;
        byte[] foreign = ReenrolmentProof.of(TestCas.SERVER, request)
                .sign(Requests.newKeys().getPrivate());
        byte[] elsewhere = ReenrolmentProof.of("evil.example", request).sign(keys.getPrivate());

        for (byte[] proof : List.of(flipped, foreign, elsewhere, new byte[0])) {
            assertThatThrownBy(() -> again(request, proof)).isInstanceOf(NothingToRenewException.class);
        }
    }

    @Test
    @DisplayName("A5: a key without a certificate, or whose certificate is over or revoked, renews nothing")
    void renewsOnlyWhatIsGood() throws Exception {
        KeyPair keys = Requests.newKeys();
        byte[] early = node.request(ANNA, keys, tablet);
        byte[] proof = ReenrolmentProof.of(TestCas.SERVER, early).sign(keys.getPrivate());
        assertThatThrownBy(() -> again(early, proof)).isInstanceOf(NothingToRenewException.class);

        node.enrol(ANNA, node.request(ANNA, keys, tablet));
        CLOCK.advance(Duration.ofDays(91));
        byte[] late = node.request(ANNA, keys, tablet);
        byte[] lateProof = ReenrolmentProof.of(TestCas.SERVER, late).sign(keys.getPrivate());

        assertThatThrownBy(() -> again(late, lateProof)).isInstanceOf(NothingToRenewException.class);
    }

    @Test
    @DisplayName("A5: a profile is narrowed by two people; the next certificate follows, the old version stays")
    void narrowsAProfile() throws Exception {
        ProfileChange shorter = new ProfileChange(Map.of("life", "PT720H", "renew-before", "PT240H"));

        UUID approval =
                node.run(beans -> beans.bean(ProfileBook.class).ask(TestCertification.OPERATOR, "tls-server", shorter));
        assertThat(profile().revision()).isZero();
        node.agree(TestCertification.APPROVER, approval);

        assertThat(profile().lifetime().preset()).isEqualTo(Duration.ofDays(30));
        IssuedCertificate issued = issued(node.ask(
                TestCertification.OPERATOR,
                "tls-server",
                EnrolmentWay.UPLOAD,
                Requests.ofServer(Requests.newKeys(), "", "short.klinikum.example")));
        assertThat(issued.profile()).isEqualTo("tls-server/1.1");
        assertThat(Duration.between(CLOCK.instant(), issued.notAfter())).isLessThan(Duration.ofDays(30));
        assertThatThrownBy(() -> node.run(beans -> beans.bean(ProfileBook.class)
                        .ask(
                                TestCertification.OPERATOR,
                                "tls-server",
                                new ProfileChange(Map.of("longest-life", "PT87600H")))))
                .isInstanceOf(ProfileChangeRefusedException.class);
    }

    @Test
    @DisplayName("an enrolment asks the database one thing for its challenge and nine for its certificate")
    void needsFewStatements() throws Exception {
        node.enrol(ANNA, node.request(ANNA, Requests.newKeys(), tablet)); // the node's OCSP signer is there from now on
        CertificateSubject phone = subjects.device(ANNA);
        KeyPair keys = Requests.newKeys();
        String[] challenge = new String[1];

        assertThat(database.statements(() -> challenge[0] = node.challenge(ANNA, "staff-device")))
                .isEqualTo(1);
        byte[] request = Requests.of(keys, challenge[0], phone, TestCas.DOMAIN);
        // Profile, challenge, two bindings, list, journal twice, certificate, lease; the outbox and the directory are
        // not wired here.
        assertThat(database.statements(() -> node.enrol(ANNA, request))).isEqualTo(9);
    }

    private org.konsil.pki.profile.CertificateProfile profile() {
        return node.run(beans -> beans.bean(ProfileBook.class).require("tls-server"));
    }

    private Enrolment ask(Caller caller, String profile, EnrolmentWay way, byte[] request) {
        return node.run(beans -> beans.bean(EnrolmentDesk.class).enrol(caller, profile, way, request));
    }

    private IssuedCertificate again(byte[] request, byte[] proof) {
        return issued(
                node.run(beans -> beans.bean(EnrolmentDesk.class).enrolAgain(ANNA, "staff-device", request, proof)));
    }

    private byte[] signatureRequest(Caller caller) throws Exception {
        return Requests.of(Requests.newKeys(), node.challenge(caller, "staff-signature"), "");
    }

    private byte[] serverRequest(String name) throws Exception {
        return Requests.ofServer(Requests.newKeys(), node.challenge(TestCertification.OPERATOR, "tls-server"), name);
    }

    private static UUID pending(Enrolment enrolment) {
        return ((Enrolment.Pending) enrolment).approval();
    }

    private static IssuedCertificate issued(Enrolment enrolment) {
        return ((Enrolment.Issued) enrolment).certificate();
    }
}
