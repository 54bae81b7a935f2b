package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import org.konsil.protocol.socket.Accepted;
import org.konsil.protocol.socket.Delivered;
import org.konsil.protocol.socket.Done;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.KeyPackageSupply;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationId;

/** Values of the server as frames. */
final class Frames {

    private Frames() {}

    static ServerFrame.Builder done() {
        return ServerFrame.newBuilder().setDone(Done.getDefaultInstance());
    }

    static ServerFrame.Builder accepted(Acceptance acceptance) {
        return ServerFrame.newBuilder()
                .setAccepted(Accepted.newBuilder()
                        .setSeq(acceptance.seq())
                        .setEpoch(acceptance.epoch())
                        .setReceivedAtMillis(acceptance.receivedAt().toEpochMilli()));
    }

    static Envelope envelope(org.konsil.server.messaging.Envelope envelope) {
        Envelope.Builder frame = Envelope.newBuilder()
                .setConversationId(Ids.bytes(envelope.conversation().value()))
                .setSeq(envelope.seq())
                .setEpoch(envelope.epoch())
                .setMessageId(Ids.bytes(envelope.message().value()))
                .setReceivedAtMillis(envelope.receivedAt().toEpochMilli());
        ByteString body = ByteString.copyFrom(envelope.body().bytes());
        switch (envelope.body().kind()) {
            case COMMIT -> frame.setCommit(body);
            case MESSAGE -> frame.setMessage(body);
            case WELCOME -> frame.setWelcome(body);
            case PROPOSAL -> frame.setProposal(body);
        }
        return frame.build();
    }

    static ServerFrame.Builder delivered(ConversationId conversation, long seq) {
        return ServerFrame.newBuilder()
                .setDelivered(Delivered.newBuilder()
                        .setConversationId(Ids.bytes(conversation.value()))
                        .setSeq(seq));
    }

    static KeyPackageSupply supply(org.konsil.server.device.keypackages.KeyPackageSupply supply) {
        return KeyPackageSupply.newBuilder()
                .setLeft(supply.left())
                .setHasLastResort(supply.hasLastResort())
                .build();
    }
}
