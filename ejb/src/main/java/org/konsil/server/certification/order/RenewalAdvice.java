package org.konsil.server.certification.order;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.profile.ProfileBook;

/** Tells servers when to renew (RFC 9773); whoever knows a certificate may ask. */
@Stateless
public class RenewalAdvice {

    @Inject
    ServerCertificates certificates;

    @Inject
    ProfileBook profiles;

    @Inject
    Clock clock;

    /**
     * The first third of the time in which the profile renews, so that there is time left for trouble; for a revoked
     * certificate it is over already.
     *
     * @param name the certificate as section 4.1 writes it
     */
    public RenewalWindow windowFor(String name) {
        ServerCertificate certificate =
                certificates.findNamed(name).orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.NOT_FOUND));
        if (certificate.isRevoked()) {
            Instant now = clock.instant();
            return new RenewalWindow(now.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1)));
        }
        Duration before = profiles.require(CertificateProfiles.TLS_SERVER.name())
                .lifetime()
                .renewBefore();
        Instant start = certificate.notAfter().minus(before);
        return new RenewalWindow(start, start.plus(before.dividedBy(3)));
    }
}
