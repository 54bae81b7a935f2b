package org.konsil.server.certification.publication;

import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.support.Wiring;

/** Lets publication hear what happens to certificates, as the container does. */
public final class PublicationFixture {
    private PublicationFixture() {}

    public static void addTo(Wiring beans) {
        StatusChanges changes = beans.bean(StatusChanges.class);
        beans.observing(CertificateRevoked.class, changes::revoked)
                .observing(CertificateHeld.class, changes::held)
                .observing(CertificateReleased.class, changes::released)
                .observing(CertificateAbandoned.class, changes::abandoned);
    }
}
