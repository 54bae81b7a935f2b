package org.konsil.server.messaging.signing;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.LintFailedException;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.TestCas;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.authority.AuthoritiesFixture;
import org.konsil.server.certification.function.FunctionCertificates;
import org.konsil.server.platform.HospitalSettingsFixture;

/** The server's keys for proposals, certified by a Service CA in memory; the journal of certificates is another test's affair. */
public final class SigningFixture {

    private static final int FIRST_SHARD = 1;

    private final EntityManager entities;
    private final Clock clock;
    private final Authorities authorities;
    private final X509Certificate root;
    private final DeliveryKeys keys;

    public SigningFixture(EntityManager entities, Clock clock) throws IOException {
        this.entities = entities;
        this.clock = clock;
        try {
            TestCas cas = new TestCas(clock);
            root = cas.root();
            authorities = AuthoritiesFixture.of(
                    HospitalSettingsFixture.of("klinikum.example"), clock, cas.root(), cas.signers());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        keys = keys("a-password-of-the-test");
    }

    public DeliveryKeys keys() {
        return keys;
    }

    public X509Certificate root() {
        return root;
    }

    /** Another node, which opens the keys with this password. */
    public DeliveryKeys keys(String password) throws IOException {
        Path file = Files.createTempFile("delivery-key", "");
        Files.writeString(file, password);
        file.toFile().deleteOnExit();
        DeliveryKeys made = new DeliveryKeys();
        made.entities = entities;
        made.clock = clock;
        made.authorities = authorities;
        made.settings = new SigningSettings();
        made.settings.passwordFile = Optional.of(file.toString());
        made.certificates = new FunctionCertificates() {
            @Override
            public X509Certificate certify(String profile, String function, byte[] publicKey) {
                return certified(function, publicKey);
            }
        };
        return made;
    }

    private X509Certificate certified(String function, byte[] publicKey) {
        try {
            return authorities
                    .findIssuer(IssuingAuthority.SERVICE)
                    .orElseThrow()
                    .issue(
                            new IssuanceOrder(
                                    CertificateProfiles.DELIVERY_SERVICE,
                                    publicKey,
                                    new FunctionNames(authorities.organisation(), function),
                                    authorities.addresses().of(IssuingAuthority.SERVICE, FIRST_SHARD)),
                            ticket -> {});
        } catch (LintFailedException e) {
            throw new AssertionError(e);
        }
    }
}
