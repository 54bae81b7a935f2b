package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.socket.Accepted;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.PublishKeyPackages;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitCommit;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.support.RawDevice;
import org.konsil.support.RawMls;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;

@DisplayName("The delivery service keeps its rules (C1, C2)")
class MlsRefusalIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();
    private final UUID conversation = UUID.randomUUID();

    @Test
    @DisplayName("takes a key package of the device's certified key, and no other")
    void refusesAKeyPackageWithoutItsKey() {
        RawDevice device = RawDevice.enrolled(system, anna);
        RawDevice other = RawDevice.enrolled(system, anna);
        try (RawSocket socket = device.connect(anna)) {
            ServerFrame good = publish(socket, new RawMls(device).keyPackage());
            ServerFrame foreignKey = publish(socket, new RawMls(RawDevice.newKey(), device.chain()).keyPackage());
            ServerFrame foreignCertificate = publish(socket, new RawMls(other).keyPackage());

            assertThat(good.getKeyPackageSupply().getLeft()).isEqualTo(1);
            assertThat(foreignKey.getProblem().getType()).isEqualTo("urn:konsil:problem:key-package-foreign");
            assertThat(foreignCertificate.getProblem().getType()).isEqualTo("urn:konsil:problem:key-package-foreign");
        }
    }

    @Test
    @DisplayName("takes one commit in each epoch; the loser gets 409 with the winner")
    void refusesACommitForAPastEpoch() {
        RawDevice device = RawDevice.enrolled(system, anna);
        RawMls mls = new RawMls(device);
        try (RawSocket socket = device.connect(anna)) {
            socket.ask(ClientFrame.newBuilder()
                    .setCreateConversation(CreateConversation.newBuilder()
                            .setConversationId(id(conversation))
                            .setGroupInfo(mls.groupInfo(conversation, 0, mls.firstLeaf()))));
            ByteString firstId = id(UUID.randomUUID());
            LeafNode leaf = mls.committedLeaf(conversation);
            ServerFrame first = commit(socket, mls, 0, firstId, leaf);
            ServerFrame repeated = commit(socket, mls, 0, firstId, leaf);
            Problem late = commit(socket, mls, 0, id(UUID.randomUUID()), mls.committedLeaf(conversation))
                    .getProblem();
            Problem early = commit(socket, mls, 5, id(UUID.randomUUID()), mls.committedLeaf(conversation))
                    .getProblem();

            assertThat(first.hasAccepted()).as("%s", first).isTrue();
            assertThat(first.getAccepted().getEpoch()).isZero();
            assertThat(repeated.getAccepted()).isEqualTo(first.getAccepted());
            assertThat(late.getStatus()).isEqualTo(409);
            assertThat(late.getWinner().getMessageId()).isEqualTo(firstId);
            assertThat(early.getStatus()).isEqualTo(409);
        }
    }

    @Test
    @DisplayName("stores a repeated message once, and takes none from a stranger")
    void storesARepeatOnce() {
        RawDevice device = RawDevice.enrolled(system, anna);
        RawDevice stranger = RawDevice.enrolled(system, system.ben());
        RawMls mls = new RawMls(device);
        try (RawSocket socket = device.connect(anna);
                RawSocket strangers = stranger.connect(system.ben())) {
            socket.ask(ClientFrame.newBuilder()
                    .setCreateConversation(CreateConversation.newBuilder()
                            .setConversationId(id(conversation))
                            .setGroupInfo(mls.groupInfo(conversation, 0, mls.firstLeaf()))));
            ByteString messageId = id(UUID.randomUUID());
            Accepted first = message(socket, messageId, 0).getAccepted();
            Accepted again = message(socket, messageId, 0).getAccepted();
            ServerFrame second = message(socket, id(UUID.randomUUID()), 0);
            Problem fromStranger = message(strangers, id(UUID.randomUUID()), 0).getProblem();
            Problem future = message(socket, id(UUID.randomUUID()), 3).getProblem();

            assertThat(again).isEqualTo(first);
            assertThat(second.getAccepted().getSeq()).isEqualTo(first.getSeq() + 1);
            assertThat(fromStranger.getStatus()).isEqualTo(404);
            assertThat(future.getStatus()).isEqualTo(409);
        }
    }

    private ServerFrame commit(RawSocket socket, RawMls mls, long epoch, ByteString messageId, LeafNode leaf) {
        return socket.ask(ClientFrame.newBuilder()
                .setSubmitCommit(SubmitCommit.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(messageId)
                        .setCommit(mls.commit(conversation, epoch, leaf))
                        .setGroupInfo(mls.groupInfo(conversation, epoch + 1, leaf))));
    }

    private ServerFrame message(RawSocket socket, ByteString messageId, long epoch) {
        return socket.ask(ClientFrame.newBuilder()
                .setSubmitMessage(SubmitMessage.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(messageId)
                        .setMessage(RawMls.message(conversation, epoch))));
    }

    private static ServerFrame publish(RawSocket socket, ByteString keyPackage) {
        return socket.ask(ClientFrame.newBuilder()
                .setPublishKeyPackages(PublishKeyPackages.newBuilder().addKeyPackages(keyPackage)));
    }

    private static ByteString id(UUID id) {
        return ByteString.copyFrom(RawDevice.bytes(id));
    }
}
