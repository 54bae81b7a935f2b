package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.schedule.PreSharedKeys;

/** What a member remembers beside the epoch: proposals of it, keys of own updates, resumption secrets of past epochs. */
final class Ledger implements MlsStruct, AutoCloseable {

    /** Proposals of one epoch that are kept; more are refused. */
    static final int MOST_PROPOSALS = 1024;

    /** Epochs whose resumption secret is kept. */
    static final int MOST_RESUMPTIONS = 16;

    private final LinkedHashMap<Bytes, AuthenticatedContent> proposals = new LinkedHashMap<>();
    private final Map<Bytes, HpkeKeyPair> ownUpdates = new LinkedHashMap<>();
    private final TreeMap<Long, SecretBytes> resumptions = new TreeMap<>();

    static Ledger read(MlsReader reader, CipherSuite suite) {
        Ledger ledger = new Ledger();
        for (AuthenticatedContent sent : reader.list(MOST_PROPOSALS, AuthenticatedContent::read)) {
            ledger.proposals.put(sent.proposalReference(suite), sent);
        }
        reader.list(Limits.SHORT_LIST, inner -> {
            HpkeKeyPair pair = new HpkeKeyPair(inner.opaque(), inner.secret());
            return ledger.ownUpdates.put(pair.publicKey(), pair);
        });
        reader.list(MOST_RESUMPTIONS, inner -> ledger.resumptions.put(inner.u64(), inner.secret()));
        return ledger;
    }

    void remember(CipherSuite suite, AuthenticatedContent sent) {
        if (proposals.size() == MOST_PROPOSALS) {
            throw new MlsValidationException(Fault.GROUP_TOO_LARGE);
        }
        proposals.put(sent.proposalReference(suite), sent);
    }

    void remember(HpkeKeyPair ownUpdate) {
        ownUpdates.put(ownUpdate.publicKey(), ownUpdate);
    }

    boolean withdraw(Bytes reference) {
        return proposals.remove(reference) != null;
    }

    List<Bytes> references() {
        return List.copyOf(proposals.keySet());
    }

    SentProposal require(Bytes reference) {
        AuthenticatedContent sent = proposals.get(reference);
        if (sent == null || !(sent.content().content() instanceof Content.OneProposal content)) {
            throw new MlsValidationException(Fault.UNKNOWN_PROPOSAL);
        }
        return new SentProposal(content.proposal(), sent.content().sender());
    }

    /** A commit's proposals, those by reference looked up. */
    List<SentProposal> resolve(List<ProposalOrRef> entries, Sender committer) {
        List<SentProposal> resolved = new ArrayList<>();
        for (ProposalOrRef entry : entries) {
            if (entry instanceof ProposalOrRef.Inline inline) {
                boolean update = inline.proposal() instanceof Proposal.Update;
                if (update) {
                    throw new MlsValidationException(Fault.PROPOSALS_CONFLICT);
                }
                resolved.add(new SentProposal(inline.proposal(), committer));
            } else if (entry instanceof ProposalOrRef.Reference reference) {
                resolved.add(require(reference.hash()));
            }
        }
        return resolved;
    }

    @Nullable HpkeKeyPair ownUpdate(Bytes encryptionKey) {
        return ownUpdates.get(encryptionKey);
    }

    /** The secret of a commit's pre-shared keys. */
    SecretBytes preSharedSecret(GroupState state, List<PreSharedKeyId> ids, PreSharedKeyStore store) {
        List<SecretBytes> keys = new ArrayList<>();
        for (PreSharedKeyId id : ids) {
            keys.add(find(state, id, store));
        }
        try {
            return PreSharedKeys.combine(state.suite(), ids, keys);
        } finally {
            keys.forEach(SecretBytes::close);
        }
    }

    private SecretBytes find(GroupState state, PreSharedKeyId id, PreSharedKeyStore store) {
        if (id instanceof PreSharedKeyId.Resumption resumption) {
            SecretBytes found = null;
            if (resumption.groupId().equals(state.context().groupId())) {
                boolean current = resumption.epoch() == state.context().epoch();
                found = current ? state.secrets().resumption() : resumptions.get(resumption.epoch());
            }
            if (found == null) {
                throw new MlsValidationException(Fault.PSK_UNKNOWN);
            }
            return found.copy();
        }
        return external(id, store);
    }

    static SecretBytes external(PreSharedKeyId id, PreSharedKeyStore store) {
        if (id instanceof PreSharedKeyId.External external) {
            return store.find(external.id()).orElseThrow(() -> new MlsValidationException(Fault.PSK_UNKNOWN));
        }
        throw new MlsValidationException(Fault.PSK_UNKNOWN);
    }

    /** The epoch is over: its proposals are void, its resumption secret is kept for a while. */
    void endEpoch(GroupState over) {
        proposals.clear();
        ownUpdates.values().forEach(HpkeKeyPair::close);
        ownUpdates.clear();
        resumptions.put(over.context().epoch(), over.secrets().resumption().copy());
        if (resumptions.size() > MOST_RESUMPTIONS) {
            resumptions.pollFirstEntry().getValue().close();
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.list(List.copyOf(proposals.values()));
        writer.vector(inner -> ownUpdates
                .values()
                .forEach(pair -> inner.opaque(pair.publicKey()).secret(pair.privateKey())));
        writer.vector(
                inner -> resumptions.forEach((epoch, secret) -> inner.u64(epoch).secret(secret)));
    }

    @Override
    public void close() {
        ownUpdates.values().forEach(HpkeKeyPair::close);
        resumptions.values().forEach(SecretBytes::close);
    }
}
