package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateStored;
import org.konsil.server.certification.IssuedCertificate;

/** Begins and ends leases with their certificates, in the same transaction. */
@ApplicationScoped
class LeaseChanges {
    private static final String DEVICES = "staff-device/";

    @Inject
    Leases leases;

    void stored(@Observes CertificateStored event) {
        IssuedCertificate certificate = event.certificate();
        if (certificate.profile().startsWith(DEVICES)) {
            certificate
                    .holder()
                    .device()
                    .ifPresent(device -> leases.begin(certificate.serial(), device, certificate.notAfter()));
        }
    }

    void revoked(@Observes CertificateRevoked event) {
        leases.end(event.serial());
    }

    void held(@Observes CertificateHeld event) {
        leases.end(event.serial());
    }

    /** The next round of renewals looks at the device's standing, which may have changed meanwhile. */
    void released(@Observes CertificateReleased event) {
        leases.renewDue(1000);
    }
}
