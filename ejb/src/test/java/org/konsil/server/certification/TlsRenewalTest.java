package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.ListedCertificate;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.tls.TlsFixture;
import org.konsil.server.platform.TestDatabase;

@DisplayName("The server renews its own certificate for TLS while it runs (A5)")
class TlsRenewalTest {
    private static final ServerNames NAMES =
            new ServerNames(List.of(TestCas.SERVER, "wiki." + TestCas.DOMAIN), List.of());

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();

    @Test
    @DisplayName("day by day for half a year: it never lapses, keeps its names, gets a new key each time, and is shown")
    void neverLapses() throws Exception {
        TestCas cas = new TestCas(clock);
        TlsFixture tls = new TlsFixture(folder);
        try (TestDatabase database = new TestDatabase()) {
            TestCertification node = new TestCertification(database, cas, new KnownSubjects(), clock);
            begin(node, tls);
            List<X509Certificate> shown = new ArrayList<>(List.of(tls.certificate()));

            for (int day = 1; day <= 183; day++) {
                clock.advance(Duration.ofDays(1));
                if (node.run(tls::renewIfDue)) {
                    shown.add(tls.certificate());
                }
                assertThat(tls.certificate().getNotAfter().toInstant())
                        .as("day %d", day)
                        .isAfter(clock.instant().plus(Duration.ofDays(29)));
            }

            assertThat(shown)
                    .as("each sixty days, at thirty days before the end")
                    .hasSize(4);
            assertThat(tls.reloads()).isEqualTo(3);
            assertThat(shown).extracting(X509Certificate::getPublicKey).doesNotHaveDuplicates();
            for (X509Certificate certificate : shown) {
                assertThat(ServerKeyFile.names(certificate)).isEqualTo(NAMES);
                certificate.verify(cas.signers()
                        .get(IssuingAuthority.SERVICE)
                        .certificate()
                        .getPublicKey());
            }
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsLeftAlone() throws Exception {
        TlsFixture tls = new TlsFixture(folder);
        try (TestDatabase database = new TestDatabase()) {
            begin(new TestCertification(database, new TestCas(clock), new KnownSubjects(), clock), tls);
            X509Certificate foreign = tls.certificate();
            TestCertification node = new TestCertification(database, new TestCas(clock), new KnownSubjects(), clock);
            clock.advance(Duration.ofDays(89));

            assertThat(node.run(tls::renewIfDue)).isFalse();
            assertThat(tls.certificate()).isEqualTo(foreign);
            assertThat(tls.reloads()).isZero();
        }
    }

    @Test
    @DisplayName(
            "the ceremony's certificate is entered once, with a status and an entry for the proof log, and can be revoked")
    void theFirstOneIsKnown() throws Exception {
        TestCas cas = new TestCas(clock);
        TlsFixture tls = new TlsFixture(folder);
        CertificateIssuer ceremony = new CertificateIssuer(
                cas.signers().get(IssuingAuthority.SERVICE),
                TestCas.DOMAIN,
                new SerialNumbers(new SecureRandom()),
                clock);
        tls.begin(key -> List.of(
                Certificates.der(ceremony.issue(
                        new IssuanceOrder(
                                CertificateProfiles.TLS_SERVER,
                                key,
                                NAMES,
                                new PublicAddresses("http://" + TestCas.SERVER + ":8080/pki")
                                        .of(IssuingAuthority.SERVICE, 1)),
                        ticket -> {})),
                Certificates.der(cas.signers().get(IssuingAuthority.SERVICE).certificate())));
        CertificateSerial serial = new CertificateSerial(tls.certificate().getSerialNumber());
        try (TestDatabase database = new TestDatabase()) {
            TestCertification node = new TestCertification(database, cas, new KnownSubjects(), clock);

            assertThat(node.run(tls::renewIfDue)).isFalse();
            assertThat(node.run(tls::renewIfDue)).isFalse();

            assertThat(node.fired).singleElement().satisfies(event -> {
                CertificateIssued issued = (CertificateIssued) event;
                assertThat(issued.serial()).isEqualTo(serial);
                assertThat(issued.sha256()).isEqualTo(Certificates.sha256(tls.certificate()));
            });
            InventoryFilter servers = new InventoryFilter(
                    Optional.of("tls-server"), Optional.of(TestCas.SERVER), Optional.empty(), Optional.empty());
            assertThat(node.<List<ListedCertificate>>run(
                            beans -> beans.bean(CertificateList.class).find(servers, Optional.empty(), 10)))
                    .singleElement()
                    .satisfies(listed -> assertThat(listed.serial()).isEqualTo(serial));
            node.revoke(serial, RevocationReason.KEY_COMPROMISE);
            assertThat(TestCertification.names(node.list(ListName.shard(IssuingAuthority.SERVICE, 1)), serial))
                    .isTrue();
        }
    }

    @Test
    void anotherAuthoritysIsNotEntered() throws Exception {
        TlsFixture tls = new TlsFixture(folder);
        try (TestDatabase database = new TestDatabase();
                TestDatabase elsewhere = new TestDatabase()) {
            begin(new TestCertification(elsewhere, new TestCas(clock), new KnownSubjects(), clock), tls);
            TestCertification node = new TestCertification(database, new TestCas(clock), new KnownSubjects(), clock);

            node.run(tls::renewIfDue);

            assertThat(node.fired).isEmpty();
        }
    }

    private static void begin(TestCertification node, TlsFixture tls) {
        node.run(beans -> {
            tls.begin(beans, NAMES);
            return beans;
        });
    }
}
