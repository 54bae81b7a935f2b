package org.konsil.pki.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;

/** What others make of each profile's certificate, with sharded lists, and of its revoked twin. */
class EveryCheckerTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration LIFE = Duration.ofHours(72);

    @TempDir
    private static Path folder;

    private static TestAuthorities authorities;

    @BeforeAll
    static void openAuthorities() throws Exception {
        authorities = TestAuthorities.open(CLOCK);
    }

    @Test
    @DisplayName("A5: OpenSSL, JDK, Bouncy Castle, GnuTLS, strongSwan and NSS agree on every profile and refuse its"
            + " revoked twin, but for the exceptions that are listed")
    void allAgree() throws Exception {
        Properties known = new Properties();
        try (var in = EveryCheckerTest.class.getResourceAsStream("exceptions.properties")) {
            known.load(in);
        }
        Map<String, String> seen = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        for (Checker checker : checkers()) {
            if (!checker.isHere()) {
                log("interop: without {0}; not compared", checker.name());
                continue;
            }
            known.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(checker.name() + "/"))
                    .forEach(name -> expected.put(name, known.getProperty(name).split(":", 2)[0]));
            for (CertificateProfile profile : CertificateProfiles.all()) {
                String verdict = verdict(checker, profile);
                if (!verdict.isEmpty()) {
                    seen.put(checker.name() + "/" + profile.name(), verdict);
                    log("interop exception: {0}/{1}: {2}", checker.name(), profile.name(), verdict);
                }
            }
        }

        seen.replaceAll((name, verdict) -> verdict.split(":", 2)[0]);
        assertThat(seen).isEqualTo(expected);
    }

    private static List<Checker> checkers() {
        return Stream.concat(Stream.of(JavaChecker.JDK, JavaChecker.BOUNCY_CASTLE), Stream.of(ToolChecker.values()))
                .toList();
    }

    /** Nothing if the good one is good and the revoked one is not. */
    private static String verdict(Checker checker, CertificateProfile profile) throws Exception {
        String name = checker.name() + "-" + profile.name();
        X509Certificate certificate = authorities.issue(profile);
        String good = checker.refusal(evidence(certificate, profile, false, name + "-good"));
        if (!good.isEmpty()) {
            return "refuses it: " + good;
        }
        String revoked = checker.refusal(evidence(certificate, profile, true, name + "-revoked"));
        return revoked.isEmpty() ? "accepts the revoked: it takes no lists" : "";
    }

    private static Evidence evidence(
            X509Certificate certificate, CertificateProfile profile, boolean revoked, String name) throws Exception {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        List<X509CRL> lists = new ArrayList<>();
        if (profile.issuer() != IssuingAuthority.ROOT) {
            chain.add(authorities.ca(profile.issuer()).certificate());
            lists.add(list(profile.issuer(), revoked ? List.of(certificate.getSerialNumber()) : List.of()));
            lists.add(list(IssuingAuthority.ROOT, List.of()));
        } else {
            lists.add(list(IssuingAuthority.ROOT, revoked ? List.of(certificate.getSerialNumber()) : List.of()));
        }
        chain.add(authorities.root());
        return new Evidence(chain, lists, folder.resolve(name)).written();
    }

    private static X509CRL list(IssuingAuthority authority, List<BigInteger> revoked) throws Exception {
        String address = TestAuthorities.locations(authority).revocationList();
        RevocationListBuilder builder = authority == IssuingAuthority.ROOT
                ? new RevocationListBuilder(authorities.ca(authority), LIFE)
                : RevocationListBuilder.ofShard(authorities.ca(authority), LIFE, address);
        byte[] der = builder.build(
                BigInteger.ONE,
                CLOCK.instant(),
                revoked.stream()
                        .map(serial -> new RevokedCertificate(serial, CLOCK.instant(), RevocationReason.KEY_COMPROMISE))
                        .toList());
        return (X509CRL) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                .generateCRL(new ByteArrayInputStream(der));
    }

    private static void log(String message, Object... values) {
        System.getLogger(EveryCheckerTest.class.getName()).log(System.Logger.Level.INFO, message, values);
    }
}
