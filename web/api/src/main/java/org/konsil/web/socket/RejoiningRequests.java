package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.konsil.protocol.socket.Conversations;
import org.konsil.protocol.socket.CurrentGroup;
import org.konsil.protocol.socket.FetchGroup;
import org.konsil.protocol.socket.FindConversations;
import org.konsil.protocol.socket.ListedConversation;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.session.DeviceSession;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.rejoining.Rejoining;

/** What a device needs to come back into its conversations, as frames. */
@ApplicationScoped
class RejoiningRequests {

    private static final ConversationId BEFORE_ALL = new ConversationId(new UUID(0, 0));

    @Inject
    Rejoining rejoining;

    ServerFrame.Builder conversations(DeviceSession session, FindConversations request) {
        ConversationId after = request.getAfter().isEmpty() ? BEFORE_ALL : Ids.conversation(request.getAfter());
        Conversations.Builder answer = Conversations.newBuilder();
        rejoining
                .conversations(session.device(), after)
                .forEach(found -> answer.addConversations(ListedConversation.newBuilder()
                        .setConversationId(Ids.bytes(found.id().value()))
                        .setEpoch(found.epoch())
                        .setMember(found.member())
                        .setWelcomed(found.welcomed())
                        .setAcknowledged(found.acknowledged())));
        return ServerFrame.newBuilder().setConversations(answer);
    }

    ServerFrame.Builder groupInfo(DeviceSession session, FetchGroup request) {
        byte[] groupInfo = rejoining.groupInfo(session.device(), Ids.conversation(request.getConversationId()));
        return ServerFrame.newBuilder()
                .setCurrentGroup(CurrentGroup.newBuilder().setGroupInfo(ByteString.copyFrom(groupInfo)));
    }
}
