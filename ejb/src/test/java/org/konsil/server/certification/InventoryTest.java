package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.CertificationHealth;
import org.konsil.server.certification.inventory.InventoryEntry;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.InventorySearch;
import org.konsil.server.certification.inventory.ListHealth;
import org.konsil.server.certification.inventory.ListedCertificate;
import org.konsil.server.certification.inventory.WeekOfEnds;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.platform.TestDatabase;

@DisplayName("The inventory (A5)")
class InventoryTest {
    private static final int BOUND = 1000;

    private static TestDatabase database;
    private static MovableClock clock;
    private static KnownSubjects subjects;
    private static TestCertification node;

    @BeforeAll
    static void starts() throws Exception {
        database = new TestDatabase();
        clock = new MovableClock();
        subjects = new KnownSubjects();
        node = new TestCertification(database, new TestCas(clock), subjects, clock);
    }

    @AfterAll
    static void stops() throws Exception {
        database.close();
    }

    @Test
    @DisplayName("finds by the beginning of a serial, of a holder, and by person; wildcards are letters like others")
    void finds() throws Exception {
        Caller anna = person();
        CertificateSubject phone = subjects.device(anna);
        IssuedCertificate certificate = enrol(anna, phone);
        enrol(anna, subjects.device(anna));
        enrol(person());

        assertThat(find(search(certificate.serial().toString().substring(0, 12), Set.of())))
                .containsExactly(certificate.serial());
        assertThat(find(search(phone.device().toString().substring(0, 13), Set.of())))
                .containsExactly(certificate.serial());
        assertThat(find(search("", Set.of(phone.user())))).hasSize(2).contains(certificate.serial());
        assertThat(find(search("%", Set.of()))).isEmpty();
        assertThat(find(search("_", Set.of()))).isEmpty();
        assertThat(find(search("", Set.of()))).isEmpty();
    }

    @Test
    @DisplayName("tells valid, on hold, revoked and expired apart, and counts up to the bound")
    void states() throws Exception {
        Caller anna = person();
        UUID user = subjects.person(anna);
        IssuedCertificate good = enrol(anna, subjects.device(anna));
        IssuedCertificate held = enrol(anna, subjects.device(anna));
        IssuedCertificate revoked = enrol(anna, subjects.device(anna));
        node.revoke(held.serial(), RevocationReason.CERTIFICATE_HOLD);
        node.revoke(revoked.serial(), RevocationReason.KEY_COMPROMISE);

        assertThat(find(of(user, CertificateState.VALID))).containsExactly(good.serial());
        assertThat(find(of(user, CertificateState.ON_HOLD))).containsExactly(held.serial());
        assertThat(find(of(user, CertificateState.REVOKED))).containsExactlyInAnyOrder(held.serial(), revoked.serial());
        assertThat(find(of(user, CertificateState.EXPIRED))).isEmpty();
        InventoryFilter all = search("", Set.of(user));
        assertThat(count(all, BOUND)).isEqualTo(3);
        assertThat(count(all, 2)).isEqualTo(2);
    }

    @Test
    @DisplayName("a page begins behind the last one of the page before, and nothing is shown twice or left out")
    void pages() throws Exception {
        Caller anna = person();
        InventoryFilter all = search("", Set.of(subjects.person(anna)));
        Set<CertificateSerial> issued = Set.of(
                enrol(anna, subjects.device(anna)).serial(),
                enrol(anna, subjects.device(anna)).serial(),
                enrol(anna, subjects.device(anna)).serial());

        List<ListedCertificate> first = page(all, Optional.empty());
        List<ListedCertificate> second = page(all, Optional.of(first.get(1).serial()));

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        assertThat(List.of(
                        first.get(0).serial(),
                        first.get(1).serial(),
                        second.get(0).serial()))
                .containsExactlyInAnyOrderElementsOf(issued);
    }

    @Test
    @DisplayName("an entry has the chain to the root, and who ended it, why and when")
    void entry() throws Exception {
        IssuedCertificate certificate = enrol(person());
        InventoryEntry before = require(certificate.serial());
        assertThat(before.chain()).hasSize(3);
        assertThat(before.chain().get(0)).isEqualTo(certificate.chain().get(0));
        assertThat(before.revocation()).isEmpty();

        node.revoke(certificate.serial(), RevocationReason.SUPERSEDED);

        assertThat(require(certificate.serial()).revocation()).hasValueSatisfying(revocation -> {
            assertThat(revocation.reason()).isEqualTo("superseded");
            assertThat(revocation.by()).isEqualTo(TestCertification.OFFICER.subject());
            assertThat(revocation.at()).isBeforeOrEqualTo(clock.instant());
        });
        assertThatThrownBy(() -> require(CertificateSerial.parse("1"))).isInstanceOf(UnknownCertificateException.class);
    }

    @Test
    @DisplayName("what ends soon is due until it is revoked; each week knows how many end in it")
    void due() throws Exception {
        IssuedCertificate certificate = enrol(person());
        Duration rest = Duration.between(clock.instant(), certificate.notAfter());

        assertThat(due(rest.plusDays(1))).contains(certificate.serial());
        assertThat(due(rest.minusDays(1))).doesNotContain(certificate.serial());
        int week = (int) (rest.toSeconds() / Duration.ofDays(7).toSeconds());
        long inWeek = inWeek(week);
        node.revoke(certificate.serial(), RevocationReason.UNSPECIFIED);
        assertThat(due(rest.plusDays(1))).doesNotContain(certificate.serial());
        assertThat(inWeek(week)).isEqualTo(inWeek - 1);
    }

    @Test
    @DisplayName("a list that nobody renewed is not called current")
    void health() throws Exception {
        enrol(person());
        node.run(beans -> {
            RevocationListPublisher lists = beans.bean(RevocationListPublisher.class);
            lists.toRefresh().forEach(lists::current);
            return lists;
        });
        assertThat(lists()).hasSizeGreaterThan(1).allMatch(ListHealth::current);

        clock.advance(Duration.ofDays(30));

        assertThat(lists()).noneMatch(ListHealth::current);
    }

    private static List<ListHealth> lists() {
        List<ListHealth> all =
                node.run(beans -> beans.bean(CertificationHealth.class).lists());
        // This hospital has no file with a list of its root.
        assertThat(all.get(0)).isEqualTo(new ListHealth("root", Optional.empty(), Optional.empty(), false));
        return all.subList(1, all.size());
    }

    private static long inWeek(int week) {
        return node.run(beans -> beans.bean(CertificateList.class).endsByWeek(week + 1)).stream()
                .filter(ends -> ends.week() == week)
                .mapToLong(WeekOfEnds::certificates)
                .sum();
    }

    private static List<CertificateSerial> due(Duration within) {
        return node
                .run(beans -> beans.bean(CertificateList.class)
                        .dueBefore(clock.instant().plus(within), BOUND))
                .stream()
                .map(ListedCertificate::serial)
                .toList();
    }

    private static InventoryEntry require(CertificateSerial serial) {
        return node.run(beans -> beans.bean(CertificateList.class).require(serial));
    }

    private static List<CertificateSerial> find(InventoryFilter filter) {
        return node.run(beans -> beans.bean(CertificateList.class).find(filter, Optional.empty(), BOUND)).stream()
                .map(ListedCertificate::serial)
                .toList();
    }

    private static List<ListedCertificate> page(InventoryFilter filter, Optional<CertificateSerial> after) {
        return node.run(beans -> beans.bean(CertificateList.class).find(filter, after, 2));
    }

    private static long count(InventoryFilter filter, int bound) {
        return node.run(beans -> beans.bean(CertificateList.class).count(filter, bound));
    }

    private static InventoryFilter search(String start, Set<UUID> users) {
        return filter(Optional.empty(), new InventorySearch(start, users));
    }

    private static InventoryFilter of(UUID user, CertificateState state) {
        return filter(Optional.of(state), new InventorySearch("", Set.of(user)));
    }

    private static InventoryFilter filter(Optional<CertificateState> state, InventorySearch search) {
        return new InventoryFilter(Optional.empty(), Optional.empty(), state, Optional.empty(), Optional.of(search));
    }

    private static Caller person() {
        Caller person = TestCertification.person("p" + UUID.randomUUID(), Role.STAFF);
        subjects.person(person);
        return person;
    }

    private static IssuedCertificate enrol(Caller owner) throws Exception {
        return enrol(owner, subjects.device(owner));
    }

    private static IssuedCertificate enrol(Caller owner, CertificateSubject device) throws Exception {
        return node.enrol(owner, node.request(owner, Requests.newKeys(), device));
    }
}
