package org.konsil.server.certification.status;

import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateStored;
import org.konsil.server.certification.timestamp.TimeStampKeys;
import org.konsil.server.support.Wiring;

/** What the container does for status: singletons that outlive a call, and events that are heard. */
public final class StatusFixture {
    private StatusFixture() {}

    /** Lets a call use the keys and answers that are kept in memory. */
    public static void share(Wiring singletons, Wiring call) {
        StatusSigners signers = singletons.bean(StatusSigners.class);
        call.with(StatusSigners.class, signers)
                .with(StoredAnswers.class, singletons.bean(StoredAnswers.class))
                .with(StatusMemory.class, singletons.bean(StatusMemory.class))
                .with(TimeStampKeys.class, singletons.bean(TimeStampKeys.class));
    }

    public static void addTo(Wiring beans) {
        LeaseChanges leases = beans.bean(LeaseChanges.class);
        StatusChangeNotes notes = beans.bean(StatusChangeNotes.class);
        beans.observing(CertificateRevoked.class, notes::revoked)
                .observing(CertificateHeld.class, notes::held)
                .observing(CertificateReleased.class, notes::released)
                .observing(CertificateAbandoned.class, notes::abandoned)
                .observing(CertificateRevoked.class, notes::hasRevoked)
                .observing(CertificateHeld.class, notes::hasHeld)
                .observing(CertificateReleased.class, notes::hasReleased);
        beans.observing(CertificateStored.class, leases::stored)
                .observing(CertificateRevoked.class, leases::revoked)
                .observing(CertificateHeld.class, leases::held)
                .observing(CertificateReleased.class, leases::released);
    }

    public static void renewDue(StatusSigners signers) {
        signers.renewDue();
    }
}
