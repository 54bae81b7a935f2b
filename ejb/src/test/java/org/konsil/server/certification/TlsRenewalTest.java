package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;
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

    private static void begin(TestCertification node, TlsFixture tls) {
        node.run(beans -> {
            tls.begin(beans, NAMES);
            return beans;
        });
    }
}
