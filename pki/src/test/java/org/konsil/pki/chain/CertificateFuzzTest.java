package org.konsil.pki.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.CertificateBundle;
import org.konsil.pki.Certificates;
import org.konsil.pki.Changed;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.lint.CertificateLint;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.responder.StatusAnswer;
import org.konsil.pki.responder.StatusResponder;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.pki.status.RevocationList;
import org.konsil.pki.status.StatusStatement;

/** Throws bytes at what reads certificates, bundles, lists and statements of others. */
class CertificateFuzzTest {

    private static final Instant NOW = TestAuthorities.CLOCK.instant();
    private static final X509Certificate ROOT;
    private static final X509Certificate ISSUER;
    private static final byte[] LEAF;
    private static final BigInteger SERIAL;
    private static final byte[] BUNDLE;
    private static final byte[] LIST;
    private static final byte[] STATEMENT;
    private static final DeviceChainValidator DEVICES;

    static {
        try {
            TestAuthorities authorities = TestAuthorities.open();
            ROOT = authorities.root();
            ISSUER = authorities.ca(IssuingAuthority.DEVICE).certificate();
            X509Certificate leaf = authorities.issue(CertificateProfiles.STAFF_DEVICE);
            LEAF = Certificates.der(leaf);
            SERIAL = leaf.getSerialNumber();
            BUNDLE = CertificateBundle.encode(List.of(LEAF, Certificates.der(ISSUER)));
            Duration life = Duration.ofHours(1);
            LIST = new RevocationListBuilder(authorities.ca(IssuingAuthority.DEVICE), life)
                    .build(BigInteger.ONE, NOW, List.of());
            StatusAnswer good =
                    new StatusAnswer(CertificateName.of(ISSUER, SERIAL), new StatusAnswer.Good(), NOW, NOW.plus(life));
            STATEMENT = new StatusResponder(authorities.function(CertificateProfiles.DEVICE_OCSP))
                    .sign(List.of(good), null, NOW);
            DEVICES = new DeviceChainValidator(ROOT, TestAuthorities.DOMAIN);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void certificate(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(LEAF, bytes))) {
            assertThat(CertificateLint.standardFindings(der)).isNotNull();
            try {
                new ChainValidator(List.of(ROOT))
                        .validate(
                                Certificates.parse(der),
                                new PathMaterial(List.of(ISSUER), List.of()),
                                new PathTerms(NOW, Optional.empty(), List.of(), 2, false));
                assertThat(der).as("only what was signed is good").isEqualTo(LEAF);
            } catch (CertificateException | PathRefusedException refused) {
                assertThat(refused).hasNoSuppressedExceptions();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void deviceChain(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(LEAF, bytes))) {
            try {
                DEVICES.validate(List.of(der, Certificates.der(ISSUER)), NOW);
                assertThat(der).as("only what was signed is good").isEqualTo(LEAF);
            } catch (ChainRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void bundle(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(BUNDLE, bytes))) {
            try {
                assertThat(CertificateBundle.decode(der)).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).hasNoSuppressedExceptions();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void list(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(LIST, bytes))) {
            try {
                RevocationList.read(der, ISSUER);
                assertThat(der).as("only what was signed is good").isEqualTo(LIST);
            } catch (ChainRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void statement(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(STATEMENT, bytes))) {
            try {
                StatusStatement.requireGood(der, ISSUER, SERIAL, NOW);
                assertThat(der).as("only what was signed is good").isEqualTo(STATEMENT);
            } catch (ChainRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }
}
