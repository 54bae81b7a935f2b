package org.konsil.server.cluster.telling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.EnvelopeStored;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.messaging.MembershipBegun;

/** Hears at this node what is committed here, and nothing before. */
@ApplicationScoped
class Announcements {

    @Inject
    NewsTeller teller;

    void begun(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipBegun event) {
        teller.tell(line -> line.begun(event));
    }

    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) EnvelopeStored event) {
        teller.tell(line -> line.grown(event.conversation()));
    }

    void written(@Observes LogsWritten event) {
        teller.tell(line -> {
            event.stored().forEach(envelope -> line.grown(envelope.conversation()));
            for (ConversationDelivered delivered : event.delivered()) {
                line.delivered(delivered.conversation(), delivered.seq());
            }
        });
    }

    void removed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceRemoved event) {
        teller.tell(line -> line.closed(event.device()));
    }

    void held(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateHeld event) {
        event.device().ifPresent(device -> teller.tell(line -> line.closed(new DeviceId(device))));
    }
}
