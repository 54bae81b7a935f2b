package org.konsil.protocol.mls.group;

import java.util.function.Function;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.PrivateProtection;
import org.konsil.protocol.mls.framing.TranscriptHash;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.schedule.EpochSecrets;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;

/** One epoch as one member knows it. Only the message keys change; the next epoch is another state. */
record GroupState(
        GroupContext context,
        RatchetTree tree,
        TreeKeys keys,
        EpochSecrets secrets,
        SecretTree messageKeys,
        Bytes confirmationTag)
        implements MlsStruct, AutoCloseable {

    /** From storage, with the message keys that are stored apart because they change with each message. */
    static GroupState read(MlsReader reader, Function<GroupContext, SecretTree> messageKeys) {
        GroupContext context = GroupContext.read(reader);
        CipherSuite suite = CipherSuite.require(context.suite());
        return new GroupState(
                context,
                RatchetTree.of(suite, TreeNodes.read(reader)),
                TreeKeys.read(reader),
                EpochSecrets.read(reader),
                messageKeys.apply(context),
                reader.opaque());
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
    public void writeTo(MlsWriter writer) {
        writer.struct(context)
                .struct(tree.toNodes())
                .struct(keys)
                .struct(secrets)
                .opaque(confirmationTag);
    }

    @Override
    public void close() {
        keys.close();
        secrets.close();
        messageKeys.close();
    }
}
