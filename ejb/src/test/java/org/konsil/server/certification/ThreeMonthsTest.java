package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.CertificationFigures;
import org.konsil.server.certification.inventory.ExpiryWatch;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.ListedCertificate;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.certification.status.Leases;
import org.konsil.server.certification.status.StatusFixture;
import org.konsil.server.certification.status.StatusSigners;
import org.konsil.server.certification.timestamp.TimeStampDesk;
import org.konsil.server.platform.TestDatabase;

@DisplayName("The clock goes on for 91 days, day by day (A5)")
class ThreeMonthsTest {
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);

    @Test
    @DisplayName("nothing of the server's lapses by itself, and whoever does not renew is told five times")
    void nothingLapses() throws Exception {
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        KnownSubjects subjects = new KnownSubjects();
        try (TestDatabase database = new TestDatabase()) {
            TestCertification node = new TestCertification(database, cas, subjects, clock);
            IssuedCertificate tablet = node.enrol(ANNA, node.request(ANNA, Requests.newKeys(), subjects.device(ANNA)));
            permitTimeStamps(node);

            Instant end = clock.instant().plus(Duration.ofDays(91));
            List<Integer> told = new ArrayList<>();
            while (clock.instant().isBefore(end)) {
                clock.advance(Duration.ofHours(24));
                node.fired.clear();
                runTimers(node);
                requireAlive(node, clock);
                node.fired.stream()
                        .filter(CertificateExpiring.class::isInstance)
                        .map(CertificateExpiring.class::cast)
                        .filter(event -> event.serial().equals(tablet.serial()))
                        .forEach(event -> told.add(event.days()));
            }

            assertThat(told).containsExactly(60, 30, 14, 7, 1);
            assertThat(stamp(node).getTimeStampToken().getTimeStampInfo().getGenTime())
                    .isEqualTo(Date.from(clock.instant()));
            requireShown(node, subjects, tablet, clock);
        }
    }

    private static void runTimers(TestCertification node) {
        node.run(beans -> {
            StatusFixture.renewDue(beans.bean(StatusSigners.class));
            beans.bean(Leases.class).renewDue(100);
            RevocationListPublisher lists = beans.bean(RevocationListPublisher.class);
            lists.toRefresh().forEach(lists::current);
            beans.bean(ExpiryWatch.class).look();
            return lists;
        });
    }

    private static void requireAlive(TestCertification node, MovableClock clock) {
        assertThat(node.list(ListName.ALL_DEVICES).nextUpdate()).isAfter(clock.instant());
        assertThat(node.list(ListName.shard(IssuingAuthority.DEVICE, 1)).nextUpdate())
                .isAfter(clock.instant());
        Instant signers = node.run(beans -> beans.bean(StatusSigners.class).soonestEnd());
        assertThat(Duration.between(clock.instant(), signers)).isGreaterThan(Duration.ofDays(6));
    }

    private static void requireShown(
            TestCertification node, KnownSubjects subjects, IssuedCertificate tablet, MovableClock clock) {
        clock.set(tablet.notAfter().minus(Duration.ofDays(3)));
        List<ListedCertificate> own =
                node.run(beans -> beans.bean(CertificateList.class).endingSoonOf(subjects.person(ANNA)));
        assertThat(own).extracting(ListedCertificate::serial).containsExactly(tablet.serial());
        InventoryFilter all = new InventoryFilter(
                Optional.of("staff-device"), Optional.empty(), Optional.of(CertificateState.VALID), Optional.empty());
        assertThat(find(node, all)).extracting(ListedCertificate::serial).containsExactly(tablet.serial());
        String figures =
                node.run(beans -> beans.bean(CertificationFigures.class).openMetrics());
        assertThat(figures)
                .contains("konsil_certificate_soonest_end_seconds{profile=\"staff-device\"} 259200.0")
                .contains("konsil_journal_open 0.0")
                .contains("konsil_revocation_list_rest_seconds{list=\"device/1\"}")
                .endsWith("# EOF\n");
        clock.set(tablet.notAfter().plus(Duration.ofDays(367)));
        node.run(beans -> {
            beans.bean(ExpiryWatch.class).bury();
            return beans;
        });
        InventoryFilter dead =
                new InventoryFilter(Optional.of("staff-device"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(find(node, dead)).isEmpty();
    }

    private static List<ListedCertificate> find(TestCertification node, InventoryFilter filter) {
        return node.run(beans -> beans.bean(CertificateList.class).find(filter, Optional.empty(), 10));
    }

    private static void permitTimeStamps(TestCertification node) throws Exception {
        assertThat(answer(node)).as("nobody permitted it yet").isEmpty();
        node.agree(
                TestCertification.APPROVER,
                node.run(beans -> beans.bean(TimeStampDesk.class).ask(TestCertification.OPERATOR)));
        assertThat(stamp(node).getTimeStampToken()).isNotNull();
    }

    private static TimeStampResponse stamp(TestCertification node) throws Exception {
        return new TimeStampResponse(answer(node).orElseThrow());
    }

    private static Optional<byte[]> answer(TestCertification node) throws Exception {
        byte[] request = new TimeStampRequestGenerator()
                .generate(TSPAlgorithms.SHA256, new byte[32])
                .getEncoded();
        return node.run(beans -> beans.bean(TimeStampDesk.class).answer(request));
    }
}
