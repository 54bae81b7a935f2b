package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.platform.TestDatabase;

@DisplayName("Two nodes on one database (A5)")
class TwoNodesTest {
    private static final int ROUNDS = Boolean.getBoolean("konsil.full") ? 60 : 8;
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
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
