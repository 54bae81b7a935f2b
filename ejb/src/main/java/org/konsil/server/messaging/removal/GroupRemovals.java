package org.konsil.server.messaging.removal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeBody;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.Member;
import org.konsil.server.messaging.queueing.Submitted;
import org.konsil.server.messaging.signing.DeliveryKeys;

/**
 * The server's own removals (RFC 9420, section 12.1.8.1). What is wanted is noted first, in the transaction of whoever put the
 * device out, and proposed in the same one if the signature can be made; otherwise {@link RemovalTimer} tries again.
 */
@Stateless
public class GroupRemovals {

    private static final Logger LOGGER = System.getLogger(GroupRemovals.class.getName());

    @Inject
    RemovalStore store;

    @Inject
    ConversationLog log;

    @Inject
    DeliveryKeys keys;

    /** The device is to go out of every group; joins the caller's transaction. */
    public void putOut(DeviceId device, Instant since) {
        Instant at = since.truncatedTo(ChronoUnit.MICROS);
        for (ConversationId id : log.conversationsOf(device)) {
            log.lock(id).ifPresent(conversation -> {
                store.add(id, device, at);
                propose(conversation);
            });
        }
    }

    /** What the next commit of a conversation that this transaction has locked must reference, in the order of the log. */
    public List<PendingRemoval> pending(Conversation conversation) {
        return store.all(conversation.id()).stream()
                .filter(row -> row.isProposedIn(conversation.epoch()))
                .map(row -> pending(conversation, row))
                .sorted(Comparator.comparing(pending -> pending.envelope().seq()))
                .toList();
    }

    private static PendingRemoval pending(Conversation conversation, RemovalRow row) {
        if (row.reference == null || row.proposal == null || row.seq == null || row.message == null) {
            throw new IllegalStateException("a proposal without its parts, in conversation " + conversation.id());
        }
        PublicMessage message =
                MlsMessage.decode(row.proposal).findPublicMessage().orElseThrow();
        Envelope envelope = new Envelope(
                conversation.id(),
                row.seq,
                conversation.epoch(),
                new MessageId(row.message),
                row.since.truncatedTo(ChronoUnit.MINUTES),
                new EnvelopeBody(EnvelopeKind.PROPOSAL, row.proposal));
        return new PendingRemoval(Bytes.of(row.reference), message.content(), envelope);
    }

    /**
     * An epoch began: whoever is out is settled, and what its commit could not do is proposed anew. An external commit does none
     * of it, since whoever comes in by one knows no proposals (RFC 9420, section 12.4.3.2).
     */
    public void settle(ConversationId id) {
        List<RemovalRow> rows = store.all(id);
        if (rows.isEmpty()) {
            return;
        }
        Map<DeviceId, Member> members = members(id);
        Conversation conversation = log.standing(id);
        for (RemovalRow row : rows) {
            Member member = members.get(row.device());
            // A device that came in after it was put out for its silence is there again.
            if (member == null || member.fromEpoch() == conversation.epoch()) {
                store.remove(row);
            }
        }
        propose(conversation);
    }

    /** Proposes what waits for it, in this conversation; a transaction of its own if there is none. */
    public void proposeAgain(ConversationId id) {
        log.lock(id).ifPresent(this::propose);
    }

    /** Conversations with something that is not proposed in their epoch. */
    public List<ConversationId> open(int most) {
        return store.open(most);
    }

    private void propose(Conversation conversation) {
        List<RemovalRow> open = store.all(conversation.id()).stream()
                .filter(row -> !row.isProposedIn(conversation.epoch()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<ExternalSender> senders = senders(conversation.id());
        Map<DeviceId, Member> members = members(conversation.id());
        for (RemovalRow row : open) {
            Member member = members.get(row.device());
            if (member == null) {
                store.remove(row);
            } else {
                sign(conversation, member, senders).ifPresent(message -> write(conversation, row, message));
            }
        }
    }

    private Map<DeviceId, Member> members(ConversationId id) {
        return log.members(id).stream().collect(Collectors.toMap(Member::device, member -> member));
    }

    private List<ExternalSender> senders(ConversationId id) {
        return MlsMessage.decode(log.groupInfo(id))
                .findGroupInfo()
                .flatMap(info ->
                        info.groupContext().extensions().find(Extension.EXTERNAL_SENDERS, ExternalSender::readList))
                .orElse(List.of());
    }

    /** Nothing of it undoes the revocation that wants it. */
    private Optional<PublicMessage> sign(Conversation conversation, Member member, List<ExternalSender> senders) {
        try {
            return keys.proposeRemoval(conversation.id().groupId(), conversation.epoch(), member.leaf(), senders);
        } catch (RuntimeException failed) {
            LOGGER.log(
                    Level.ERROR,
                    "KONSIL-MESSAGING-1: a removal cannot be proposed in conversation " + conversation.id()
                            + "; it is tried again",
                    failed);
            return Optional.empty();
        }
    }

    private void write(Conversation conversation, RemovalRow row, PublicMessage message) {
        byte[] bytes = MlsMessage.of(message).encode();
        MessageId name = new MessageId(UUID.randomUUID());
        row.seq = log.propose(conversation.id(), Submitted.proposal(name, conversation.epoch(), bytes), row.since);
        row.epoch = conversation.epoch();
        row.message = name.value();
        row.proposal = bytes;
        row.reference =
                message.authenticated().proposalReference(CipherSuite.P256).toArray();
    }
}
