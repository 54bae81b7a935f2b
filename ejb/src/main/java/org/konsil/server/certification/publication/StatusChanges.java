package org.konsil.server.certification.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateSerial;

/** Hears, inside its transaction, that a certificate's status changed. */
@ApplicationScoped
class StatusChanges {
    @Inject
    ListChanges lists;

    void revoked(@Observes CertificateRevoked event) {
        changed(event.serial());
    }

    void held(@Observes CertificateHeld event) {
        changed(event.serial());
    }

    void released(@Observes CertificateReleased event) {
        changed(event.serial());
    }

    void abandoned(@Observes CertificateAbandoned event) {
        changed(event.serial());
    }

    private void changed(CertificateSerial serial) {
        lists.add(serial);
    }
}
