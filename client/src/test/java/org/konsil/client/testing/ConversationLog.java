package org.konsil.client.testing;

import com.google.protobuf.ByteString;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.konsil.client.identity.OwnDevice;
import org.konsil.pki.Certificates;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.roster.CommitReplay;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.Delivered;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ListedConversation;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitCommit;
import org.konsil.protocol.socket.SubmitMessage;

/** One conversation of the delivery service: its log, who reads it from where, and who is in it. */
final class ConversationLog {

    private static final Pattern NAME = Pattern.compile("CN=([0-9a-f-]{36})");

    private final UUID id;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<UUID, Reader> readers = new LinkedHashMap<>();
    private final Map<UUID, Long> sent = new HashMap<>();
    private final Map<UUID, Integer> leftOut = new HashMap<>();
    private final Map<ByteString, ServerFrame> answered = new HashMap<>();
    private final Map<Bytes, FramedContent> proposed = new LinkedHashMap<>();
    private Roster roster;
    private ByteString groupInfo;
    private long epoch;

    private record Entry(long epoch, ByteString messageId, ByteString bytes, ByteString welcome, Kind kind) {}

    private enum Kind {
        COMMIT,
        MESSAGE,
        PROPOSAL
    }

    /** A member, or somebody who has yet to read the commit that put it out. */
    private static final class Reader {
        final long from;
        long until = Long.MAX_VALUE;
        long acked;

        Reader(long from) {
            this.from = from;
            this.acked = Math.max(0, from - 1);
        }
    }

    ConversationLog(UUID id, CreateConversation created, OwnDevice founder) {
        this.id = id;
        this.groupInfo = created.getGroupInfo();
        GroupInfo info = MlsMessage.decode(created.getGroupInfo().toByteArray())
                .findGroupInfo()
                .orElseThrow();
        roster = Roster.of(
                info.extensions().find(Extension.RATCHET_TREE, TreeNodes::read).orElseThrow());
        readers.put(founder.device(), new Reader(0)); // no Welcome is for it
    }

    ServerFrame commit(SubmitCommit submitted) {
        ServerFrame before = answered.get(submitted.getMessageId());
        if (before != null) {
            return before;
        }
        PublicMessage message = MlsMessage.decode(submitted.getCommit().toByteArray())
                .findPublicMessage()
                .orElseThrow();
        if (message.content().epoch() != epoch) {
            return Delivery.problem("past-epoch", 409);
        }
        boolean knows = message.content().sender() instanceof Sender.Member;
        if (knows && !references(message).containsAll(proposed.keySet())) {
            return Delivery.problem("removal-pending", 409);
        }
        Set<UUID> was = devicesOf(roster);
        roster = CommitReplay.replay(roster, message.content(), proposed).roster();
        proposed.clear();
        epoch++;
        groupInfo = submitted.getGroupInfo();
        ServerFrame accepted = append(new Entry(
                epoch - 1, submitted.getMessageId(), submitted.getCommit(), submitted.getWelcome(), Kind.COMMIT));
        long seq = entries.size();
        Set<UUID> are = devicesOf(roster);
        are.stream().filter(device -> !was.contains(device)).forEach(device -> readers.put(device, new Reader(seq)));
        was.stream().filter(device -> !are.contains(device)).forEach(device -> readers.get(device).until = seq);
        return accepted;
    }

    private static Set<Bytes> references(PublicMessage message) {
        return ((Content.OneCommit) message.content().content())
                .commit().proposals().stream()
                        .filter(ProposalOrRef.Reference.class::isInstance)
                        .map(entry -> ((ProposalOrRef.Reference) entry).hash())
                        .collect(Collectors.toSet());
    }

    /** The server proposes to remove a device. */
    void propose(UUID device, PrivateKey key) {
        long leaf = roster.leaves().entrySet().stream()
                .filter(entry -> deviceOf(entry.getValue()).equals(device))
                .findFirst()
                .orElseThrow()
                .getKey();
        PublicMessage message = PublicMessage.fromOutside(
                new FramedContent(
                        Bytes.of(Uuid.bytes(id)),
                        epoch,
                        new Sender.External(0),
                        Bytes.EMPTY,
                        new Content.OneProposal(new Proposal.Remove(leaf))),
                CipherSuite.P256,
                key);
        proposed.put(message.authenticated().proposalReference(CipherSuite.P256), message.content());
        append(new Entry(
                epoch,
                ByteString.copyFrom(Uuid.bytes(UUID.randomUUID())),
                ByteString.copyFrom(MlsMessage.of(message).encode()),
                ByteString.EMPTY,
                Kind.PROPOSAL));
    }

    long epoch() {
        return epoch;
    }

    ServerFrame message(SubmitMessage submitted) {
        ServerFrame before = answered.get(submitted.getMessageId());
        if (before != null) {
            return before;
        }
        long of = MlsMessage.decode(submitted.getMessage().toByteArray())
                .findPrivateMessage()
                .orElseThrow()
                .epoch();
        if (of < epoch - 2) {
            return Delivery.problem("past-epoch", 409);
        }
        return append(new Entry(of, submitted.getMessageId(), submitted.getMessage(), ByteString.EMPTY, Kind.MESSAGE));
    }

    private ServerFrame append(Entry entry) {
        entries.add(entry);
        ServerFrame accepted = Delivery.accepted(entries.size(), entry.epoch());
        answered.put(entry.messageId(), accepted);
        return accepted;
    }

    /** How this conversation stands for a device of this person, if the person is on its list. */
    Optional<ListedConversation> listed(String user, UUID device) {
        boolean isListed = MemberList.in(MlsMessage.decode(groupInfo.toByteArray())
                        .findGroupInfo()
                        .orElseThrow()
                        .groupContext()
                        .extensions())
                .filter(list -> list.contains(user))
                .isPresent();
        Reader reader = readers.get(device);
        return !isListed
                ? Optional.empty()
                : Optional.of(ListedConversation.newBuilder()
                        .setConversationId(bytes())
                        .setEpoch(epoch)
                        .setMember(devicesOf(roster).contains(device))
                        .setWelcomed(reader != null && reader.acked >= reader.from)
                        .setAcknowledged(reader == null ? 0 : reader.acked)
                        .build());
    }

    ByteString groupInfo() {
        return groupInfo;
    }

    void acknowledge(UUID device, long seq) {
        Reader reader = readers.get(device);
        if (reader == null || seq > entries.size()) {
            throw new AssertionError("an acknowledgement of what was not delivered");
        }
        reader.acked = Math.max(reader.acked, seq);
    }

    void deliver(UUID device, Consumer<ServerFrame> to) {
        Reader reader = readers.get(device);
        if (reader == null) {
            return;
        }
        long from = Math.max(sent.getOrDefault(device, 0L), reader.acked) + 1;
        for (long seq = from; seq <= Math.min(entries.size(), reader.until); seq++) {
            sent.put(device, seq);
            if (entries.get((int) seq - 1).kind() == Kind.MESSAGE && leftOut.getOrDefault(device, 0) > 0) {
                leftOut.merge(device, -1, Integer::sum);
                continue;
            }
            to.accept(
                    ServerFrame.newBuilder().setEnvelope(envelope(seq, reader)).build());
        }
    }

    void leaveOut(UUID device, int messages) {
        leftOut.put(device, messages);
    }

    void forget(UUID device) {
        sent.remove(device);
    }

    void tellDelivered(UUID device, Consumer<ServerFrame> to) {
        if (readers.containsKey(device)) {
            long seq = readers.values().stream()
                    .filter(reader -> reader.until == Long.MAX_VALUE)
                    .mapToLong(reader -> reader.acked)
                    .min()
                    .orElse(0);
            to.accept(ServerFrame.newBuilder()
                    .setDelivered(
                            Delivered.newBuilder().setConversationId(bytes()).setSeq(seq))
                    .build());
        }
    }

    private Envelope envelope(long seq, Reader reader) {
        Entry entry = entries.get((int) seq - 1);
        Envelope.Builder envelope = Envelope.newBuilder()
                .setConversationId(bytes())
                .setSeq(seq)
                .setEpoch(entry.epoch())
                .setMessageId(entry.messageId())
                .setReceivedAtMillis(Clinic.NOW.toEpochMilli());
        if (entry.kind() == Kind.MESSAGE) {
            return envelope.setMessage(entry.bytes()).build();
        }
        if (entry.kind() == Kind.PROPOSAL) {
            return envelope.setProposal(entry.bytes()).build();
        }
        return seq == reader.from && !entry.welcome().isEmpty()
                ? envelope.setWelcome(entry.welcome()).build()
                : envelope.setCommit(entry.bytes()).build();
    }

    private ByteString bytes() {
        return ByteString.copyFrom(Uuid.bytes(id));
    }

    private Set<UUID> devicesOf(Roster of) {
        return of.leaves().values().stream().map(this::deviceOf).collect(Collectors.toSet());
    }

    private UUID deviceOf(LeafNode leaf) {
        byte[] der = ((Credential.X509) leaf.credential()).certificates().get(0).toArray();
        try {
            Matcher id = NAME.matcher(
                    Certificates.parse(der).getSubjectX500Principal().getName());
            if (!id.find()) {
                throw new AssertionError("a certificate without a device");
            }
            return UUID.fromString(id.group(1));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
