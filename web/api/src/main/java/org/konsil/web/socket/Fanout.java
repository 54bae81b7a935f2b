package org.konsil.web.socket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.cluster.NewsHeard;
import org.konsil.server.cluster.NewsMissed;
import org.konsil.server.cluster.NodeNews;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.EnvelopeStored;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.messaging.MembershipBegun;

/** Tells those who are connected what has been committed, here or at another node, and nothing before. */
@ApplicationScoped
class Fanout {

    @Inject
    Connections connections;

    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) EnvelopeStored event) {
        connections.wake(event.conversation());
    }

    void begun(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipBegun event) {
        connections.joinConversation(event.device(), event.conversation());
    }

    /** Comes after the answers of the same batch; what one connection gets of it goes together. */
    void written(@Observes LogsWritten event) {
        try {
            event.stored().forEach(connections::offer);
            for (ConversationDelivered delivered : event.delivered()) {
                connections.tellDelivered(delivered.conversation(), delivered.seq());
            }
        } finally {
            connections.flush();
        }
    }

    void removed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceRemoved event) {
        connections.closeDevice(event.device());
    }

    void held(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateHeld event) {
        event.device().ifPresent(device -> connections.closeDevice(new DeviceId(device)));
    }

    /** Came in at another node: where it says that there is something, the database has it. */
    void heard(@Observes NewsHeard event) {
        try {
            NodeNews news = event.news();
            news.begun().forEach(begun -> connections.joinConversation(begun.device(), begun.conversation()));
            news.grown().forEach(connections::wake);
            news.delivered().forEach(connections::tellDelivered);
            news.closed().forEach(connections::closeDevice);
        } finally {
            connections.flush();
        }
    }

    void missed(@Observes NewsMissed event) {
        connections.lookAgain();
    }
}
