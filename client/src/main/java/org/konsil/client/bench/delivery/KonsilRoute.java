package org.konsil.client.bench.delivery;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.ca.CertifiedDevice;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.GroupPolicy;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.SubmitCommit;

/** A real MLS group on the sender's side: the server checks its commits, and its messages could be opened by their readers. */
public final class KonsilRoute implements Route {

    /** Whole messages are about as long as the bodies that another server is given. */
    private static final int MESSAGE_BYTES = 1024;

    /** So that commit, Welcome and the tree of a large group stay below the size of a frame. */
    private static final int ADDED_AT_ONCE = 50;

    private static final CipherSuite SUITE = CipherSuite.P256;
    private static final Duration SLACK = Duration.ofHours(1);
    private static final Duration LIFE = Duration.ofDays(20);

    private final UUID conversation = UUID.randomUUID();
    private final KonsilStation sender;
    private final List<KonsilStation> readers;
    private final Clock clock;
    private final MlsGroup group;
    private boolean founded;

    /** Nothing happens yet. */
    public KonsilRoute(KonsilStation sender, List<KonsilStation> readers, Clock clock) {
        this.sender = sender;
        this.readers = readers;
        this.clock = clock;
        TreeSet<String> people = new TreeSet<>();
        people.add(sender.device().userUri());
        readers.forEach(reader -> people.add(reader.device().userUri()));
        this.group = MlsGroup.create(
                identity(sender.device()),
                Bytes.of(KonsilStation.bytes(conversation).toByteArray()),
                Extensions.NONE.with(MemberList.EXTENSION, MemberList.of(people)),
                GroupEnvironment.of(new Everybody(), clock));
    }

    /** Founds the conversation at the server, and adds the readers; the sender must attend. */
    public void found() {
        CreateConversation.Builder creation = CreateConversation.newBuilder()
                .setConversationId(KonsilStation.bytes(conversation))
                .setGroupInfo(bytes(MlsMessage.of(group.groupInfo(true))));
        sender.ask(ClientFrame.newBuilder().setCreateConversation(creation), answer -> add(0));
    }

    /** Whether the server has it, and all readers are in it. */
    public boolean isFounded() {
        return founded;
    }

    private void add(int from) {
        if (from == readers.size()) {
            founded = true;
            return;
        }
        int until = Math.min(from + ADDED_AT_ONCE, readers.size());
        List<Proposal> adds = new ArrayList<>();
        for (KonsilStation reader : readers.subList(from, until)) {
            try (OwnKeyPackage own = keyPackage(reader.device())) {
                adds.add(new Proposal.Add(own.keyPackage()));
            }
        }
        // Nobody opens the Welcome here, and with the tree of a large group it would not fit into a frame.
        StagedCommit staged = group.commit(new CommitPlan(adds, false, false, Bytes.EMPTY));
        group.accept(staged);
        SubmitCommit.Builder commit = SubmitCommit.newBuilder()
                .setConversationId(KonsilStation.bytes(conversation))
                .setMessageId(KonsilStation.bytes(UUID.randomUUID()))
                .setCommit(bytes(staged.commit()))
                .setWelcome(bytes(staged.welcome().orElseThrow()))
                .setGroupInfo(bytes(MlsMessage.of(group.groupInfo(true))));
        sender.ask(ClientFrame.newBuilder().setSubmitCommit(commit), answer -> add(until));
    }

    @Override
    public UUID conversation() {
        return conversation;
    }

    @Override
    public Station sender() {
        return sender;
    }

    @Override
    public List<Station> readers() {
        return List.copyOf(readers);
    }

    @Override
    public List<Parcel> seal(int count) {
        int overhead = group.seal(new byte[MESSAGE_BYTES / 2], Bytes.EMPTY).encode().length - MESSAGE_BYTES / 2;
        byte[] content = new byte[MESSAGE_BYTES - overhead];
        List<Parcel> parcels = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            parcels.add(new Parcel(this, group.seal(content, Bytes.EMPTY).encode()));
        }
        return parcels;
    }

    private OwnKeyPackage keyPackage(CertifiedDevice device) {
        Instant now = clock.instant();
        return identity(device).newKeyPackage(Lifetime.of(now.minus(SLACK), now.plus(LIFE)));
    }

    private static Identity identity(CertifiedDevice device) {
        return new Identity(
                SUITE,
                device.keys().getPrivate(),
                SUITE.encodeSignatureKey(device.keys().getPublic()),
                new Credential.X509(device.chain().stream().map(Bytes::of).toList()),
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509))
                        .withExtensions(List.of(MemberList.EXTENSION)),
                Extensions.NONE);
    }

    private static ByteString bytes(MlsMessage message) {
        return ByteString.copyFrom(message.encode());
    }

    /** The members are the bench's own devices, and a client's checks are not what is measured. */
    private static final class Everybody implements GroupPolicy {

        @Override
        public void requireAccepted(LeafNode leaf) {}

        @Override
        public void requireSuccessor(LeafNode before, LeafNode after) {}

        @Override
        public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {}

        @Override
        public void requireExternalSender(ExternalSender sender) {}
    }
}
