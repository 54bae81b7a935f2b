package org.konsil.protocol.mls.group;

import java.util.function.BiFunction;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.PrivateProtection;
import org.konsil.protocol.mls.framing.TranscriptHash;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.schedule.EpochSecrets;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeChanges;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.welcome.GroupContext;

/** One epoch as one member knows it. Only the message keys change; the next epoch is another state. */
record GroupState(
        GroupContext context,
        RatchetTree tree,
        TreeKeys keys,
        EpochSecrets secrets,
        SecretTree messageKeys,
        Bytes confirmationTag)
        implements AutoCloseable {

    /**
     * From storage.
     *
     * @param stored the tree that this epoch's is told by its differences from
     * @param messageKeys finds the message keys, which are stored apart because they change with each message
     */
    static GroupState read(
            MlsReader reader, RatchetTree stored, BiFunction<GroupContext, RatchetTree, SecretTree> messageKeys) {
        GroupContext context = GroupContext.read(reader);
        if (context.suite() != stored.suite().code()) {
            throw new MlsFormatException("epoch of another suite than its tree");
        }
        RatchetTree tree = stored.with(TreeChanges.read(reader));
        return new GroupState(
                context,
                tree,
                TreeKeys.read(reader),
                EpochSecrets.read(reader),
                messageKeys.apply(context, tree),
                reader.opaque());
    }

    /** For storage, without the message keys. */
    void writeTo(MlsWriter writer, RatchetTree stored) {
        writer.struct(context)
                .struct(TreeChanges.between(stored, tree))
                .struct(keys)
                .struct(secrets)
                .opaque(confirmationTag);
    }

    /** The same epoch with no more than late messages need; all else is wiped. */
    GroupState retired() {
        EpochSecrets reduced = secrets.onlySenderData();
        TreeKeys none = TreeKeys.none(self());
        keys.close();
        secrets.close();
        return new GroupState(context, tree, none, reduced, messageKeys, confirmationTag);
    }

    CipherSuite suite() {
        return CipherSuite.require(context.suite());
    }

    int self() {
        return keys.leaf();
    }

    LeafNode ownLeaf() {
        return tree.requireLeaf(self());
    }

    LeafPlace ownPlace() {
        return new LeafPlace(context.groupId(), self());
    }

    Bytes interimTranscriptHash() {
        return TranscriptHash.interim(suite(), context.confirmedTranscriptHash(), confirmationTag);
    }

    PrivateProtection protection() {
        return new PrivateProtection(suite(), secrets.senderData(), messageKeys);
    }

    @Override
    public void close() {
        keys.close();
        secrets.close();
        messageKeys.close();
    }
}
