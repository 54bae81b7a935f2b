package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.StatusQuestionWriter;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.StatusStatement;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.certification.status.StatusDesk;
import org.konsil.server.platform.TestDatabase;

@DisplayName("Two nodes on one database (A5)")
class TwoNodesTest {
    private static final int ROUNDS = Boolean.getBoolean("konsil.full") ? 60 : 8;
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
    private static final Duration LOOK_AFTER = Duration.ofMillis(250);
    private static final ListName SHARD = ListName.shard(IssuingAuthority.DEVICE, 1);

    @Test
    @DisplayName("list numbers strictly rise, no serial comes twice, and what one revokes is on the other's next list")
    void issueAndRevokeSideBySide() throws Exception {
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        KnownSubjects subjects = new KnownSubjects();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestDatabase database = new TestDatabase();
                TestDatabase second = TestDatabase.on(database.database())) {
            List<TestCertification> nodes = List.of(
                    new TestCertification(database, cas, subjects, clock),
                    new TestCertification(second, cas, subjects, clock));
            List<Callable<List<Act>>> work = new ArrayList<>();
            for (TestCertification node : nodes) {
                List<byte[]> requests = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    KeyPair keys = Requests.newKeys();
                    requests.add(node.request(ANNA, keys, subjects.device(ANNA)));
                }
                work.add(work(node, requests));
            }
            List<Future<List<Act>>> running = threads.invokeAll(work);
            List<Act> acts = new ArrayList<>();
            for (Future<List<Act>> each : running) {
                List<Act> own = each.get();
                assertThat(own)
                        .extracting(act -> act.list().number())
                        .isSorted()
                        .doesNotHaveDuplicates();
                acts.addAll(own);
            }

            Set<CertificateSerial> serials = new HashSet<>();
            acts.forEach(act -> serials.add(act.certificate().serial()));
            assertThat(serials).hasSize(2 * ROUNDS);
            requireOneContentForANumber(acts);
            assertThat(nodes.get(0).list(SHARD).number()).isGreaterThanOrEqualTo(newest(acts));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "an answer from memory costs no statement, and what the other node did is in it a quarter of a second later")
    void rememberStatusAndHearOfChanges() throws Exception {
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        KnownSubjects subjects = new KnownSubjects();
        try (TestDatabase database = new TestDatabase();
                TestDatabase second = TestDatabase.on(database.database())) {
            TestCertification here = new TestCertification(database, cas, subjects, clock);
            TestCertification there = new TestCertification(second, cas, subjects, clock);
            CertificateSubject tablet = subjects.device(ANNA);
            KeyPair keys = Requests.newKeys();
            CertificateSerial serial =
                    here.enrol(ANNA, here.request(ANNA, keys, tablet)).serial();
            X509Certificate issuer = cas.signers().get(IssuingAuthority.DEVICE).certificate();
            byte[] question = StatusQuestionWriter.write(issuer, serial.value(), null);
            byte[] good = status(here, question);
            StatusStatement.requireGood(good, issuer, serial.value(), clock.instant());

            assertThat(database.statements(
                            () -> assertThat(status(here, question)).isEqualTo(good)))
                    .as("statements of the second answer")
                    .isZero();
            clock.advance(LOOK_AFTER);
            assertThat(database.statements(
                            () -> assertThat(status(here, question)).isEqualTo(good)))
                    .as("nothing changed meanwhile")
                    .isOne();
            there.revoke(serial, RevocationReason.CERTIFICATE_HOLD);
            clock.advance(LOOK_AFTER);
            requireNotGood(status(here, question), issuer, serial, clock);
            UUID release = there.askRelease(serial);
            there.agree(TestCertification.APPROVER, release);
            clock.advance(LOOK_AFTER);
            StatusStatement.requireGood(status(here, question), issuer, serial.value(), clock.instant());
            here.revoke(serial, RevocationReason.KEY_COMPROMISE);
            requireNotGood(status(here, question), issuer, serial, clock);
            byte[] answer = status(there, question);
            requireNotGood(answer, issuer, serial, clock);
        }
    }

    @Test
    @DisplayName("a change whose transaction began long before it was committed is heard of all the same")
    void hearOfSlowTransactions() throws Exception {
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        KnownSubjects subjects = new KnownSubjects();
        try (TestDatabase database = new TestDatabase();
                TestDatabase second = TestDatabase.on(database.database())) {
            TestCertification here = new TestCertification(database, cas, subjects, clock);
            TestCertification there = new TestCertification(second, cas, subjects, clock);
            CertificateSubject tablet = subjects.device(ANNA);
            CertificateSerial slow = here.enrol(ANNA, here.request(ANNA, Requests.newKeys(), tablet))
                    .serial();
            CertificateSerial quick = here.enrol(ANNA, here.request(ANNA, Requests.newKeys(), subjects.device(ANNA)))
                    .serial();
            X509Certificate issuer = cas.signers().get(IssuingAuthority.DEVICE).certificate();
            byte[] question = StatusQuestionWriter.write(issuer, slow.value(), null);
            there.run(beans -> {
                beans.bean(CertificateRevoker.class)
                        .revoke(TestCertification.OFFICER, slow, RevocationReason.KEY_COMPROMISE);
                here.revoke(quick, RevocationReason.SUPERSEDED);
                clock.advance(LOOK_AFTER);
                assertThat(status(here, question)).as("still good").isNotEmpty();
                clock.advance(LOOK_AFTER);
                assertThat(status(here, question)).as("kept anew").isNotEmpty();
                return slow;
            });

            clock.advance(LOOK_AFTER);
            requireNotGood(status(here, question), issuer, slow, clock);
        }
    }

    private static byte[] status(TestCertification node, byte[] question) {
        return node.run(beans -> beans.bean(StatusDesk.class).answer(IssuingAuthority.DEVICE, question))
                .response();
    }

    private static void requireNotGood(
            byte[] answer, X509Certificate issuer, CertificateSerial serial, MovableClock clock) {
        assertThatThrownBy(() -> StatusStatement.requireGood(answer, issuer, serial.value(), clock.instant()))
                .isInstanceOf(ChainRefusedException.class);
    }

    private record Act(IssuedCertificate certificate, PublishedList list) {}

    /** Issue, revoke, look at the list: the own revocation is on it, whoever made it. */
    private static Callable<List<Act>> work(TestCertification node, List<byte[]> requests) {
        return () -> {
            List<Act> acts = new ArrayList<>();
            for (byte[] request : requests) {
                IssuedCertificate certificate = node.enrol(ANNA, request);
                node.revoke(certificate.serial(), RevocationReason.SUPERSEDED);
                PublishedList list = node.list(SHARD);
                assertThat(TestCertification.names(list, certificate.serial())).isTrue();
                acts.add(new Act(certificate, list));
            }
            return acts;
        };
    }

    private static void requireOneContentForANumber(List<Act> acts) {
        for (Act one : acts) {
            for (Act other : acts) {
                if (one.list().number() == other.list().number()) {
                    assertThat(one.list().der()).isEqualTo(other.list().der());
                }
            }
        }
    }

    private static long newest(List<Act> acts) {
        return acts.stream().mapToLong(act -> act.list().number()).max().orElseThrow();
    }
}
