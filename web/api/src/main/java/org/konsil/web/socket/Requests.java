package org.konsil.web.socket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.session.DeviceSession;

/** Which request goes to whom; the answer of each is exactly one frame. */
@ApplicationScoped
class Requests {

    @Inject
    MessagingRequests messaging;

    @Inject
    DeviceRequests devices;

    @Inject
    RejoiningRequests rejoining;

    /** Whether it is written with what others want written, and answered later. */
    static boolean isWritten(ClientFrame frame) {
        return frame.hasSubmitMessage() || frame.hasAcknowledge();
    }

    /** Whether it has to take its place in a log after what the same device sent before. */
    static boolean followsWritten(ClientFrame frame) {
        return frame.hasSubmitCommit();
    }

    /** Has a request of an open session written. Blocks nobody. */
    void write(DeviceSession session, ClientFrame frame, Consumer<ServerFrame.Builder> answer) {
        if (frame.hasSubmitMessage()) {
            messaging.message(session, frame.getSubmitMessage(), answer);
        } else {
            messaging.acknowledge(session, frame.getAcknowledge(), answer);
        }
    }

    /** Answers any other request of an open session; {@code Hello} is the connection's own affair. */
    ServerFrame.Builder answer(DeviceSession session, ClientFrame frame) {
        return switch (frame.getBodyCase()) {
            case PUBLISH_KEY_PACKAGES -> devices.publish(session, frame.getPublishKeyPackages());
            case FIND_PEOPLE -> devices.find(frame.getFindPeople());
            case CLAIM_KEY_PACKAGES -> devices.claim(session, frame.getClaimKeyPackages());
            case CREATE_CONVERSATION -> messaging.create(session, frame.getCreateConversation());
            case SUBMIT_COMMIT -> messaging.commit(session, frame.getSubmitCommit());
            case FIND_CONVERSATIONS -> rejoining.conversations(session, frame.getFindConversations());
            case FETCH_GROUP -> rejoining.groupInfo(session, frame.getFetchGroup());
            case FIND_REACH -> messaging.reach(session, frame.getFindReach());
            case HEARTBEAT -> Frames.done();
            case SUBMIT_MESSAGE, ACKNOWLEDGE, HELLO, BODY_NOT_SET -> throw new MalformedFrameException("body");
        };
    }
}
