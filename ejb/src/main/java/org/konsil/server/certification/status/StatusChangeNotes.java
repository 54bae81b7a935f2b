package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;

/** Notes for all nodes, inside the transaction, that a status changed; this one forgets its answer at the commit. */
@ApplicationScoped
class StatusChangeNotes {
    @Inject
    StatusChangeLog log;

    @Inject
    StatusMemory memory;

    void revoked(@Observes CertificateRevoked event) {
        log.add(event.serial());
    }

    void held(@Observes CertificateHeld event) {
        log.add(event.serial());
    }

    void released(@Observes CertificateReleased event) {
        log.add(event.serial());
    }

    void abandoned(@Observes CertificateAbandoned event) {
        log.add(event.serial());
    }

    void hasRevoked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateRevoked event) {
        memory.forget(List.of(event.serial()));
    }

    void hasHeld(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateHeld event) {
        memory.forget(List.of(event.serial()));
    }

    void hasReleased(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateReleased event) {
        memory.forget(List.of(event.serial()));
    }
}
