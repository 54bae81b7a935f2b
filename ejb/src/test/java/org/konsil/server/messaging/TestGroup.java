package org.konsil.server.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;

/**
 * A group as far as a server can see it: real structures and signatures, random bytes where its secrets would make others.
 */
public final class TestGroup {

    public final ConversationId id = new ConversationId(UUID.randomUUID());
    public final Bytes groupId = groupId(id);
    public final TreeMap<Integer, LeafNode> leaves = new TreeMap<>();
    public GroupInfo info;

    /** A group with these people on its list, the founder among them. */
    public TestGroup(TestDevice founder, TestDevice... others) {
        TreeSet<String> users = new TreeSet<>();
        users.add(founder.user());
        Arrays.stream(others).map(TestDevice::user).forEach(users::add);
        Extensions extensions = listing(users);
        LeafNode leaf = founder.leaf(new LeafSource.InKeyPackage(TestDevice.lifetime()));
        leaves.put(0, founder.sign(leaf, new LeafPlace(groupId, 0)));
        info = info(context(0, 2, extensions), leaves, 0).signed(founder.keys.getPrivate());
    }

    /** A group context's extensions with this list of people. */
    public static Extensions listing(Collection<String> users) {
        return Extensions.NONE.with(MemberList.EXTENSION, MemberList.of(users));
    }

    public static Bytes groupId(ConversationId id) {
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits());
        return Bytes.of(bytes.array());
    }

    public GroupContext context(long epoch, int suite, Extensions extensions) {
        return new GroupContext(
                new GroupContext.Version(1, suite),
                groupId,
                epoch,
                TestDevice.random(32),
                epoch == 0 ? Bytes.EMPTY : TestDevice.random(32),
                extensions);
    }

    public static GroupInfo info(GroupContext context, TreeMap<Integer, LeafNode> leaves, long signer) {
        return new GroupInfo(
                context,
                Extensions.NONE
                        .with(Extension.RATCHET_TREE, tree(leaves))
                        .with(Extension.EXTERNAL_PUB, writer -> writer.opaque(TestDevice.point())),
                TestDevice.random(32),
                signer,
                Bytes.EMPTY);
    }

    public static TreeNodes tree(TreeMap<Integer, LeafNode> leaves) {
        MlsStruct[] nodes = new MlsStruct[2 * leaves.lastKey() + 1];
        leaves.forEach((index, leaf) -> nodes[2 * index] = leaf);
        return new TreeNodes(new ArrayList<>(Arrays.asList(nodes)));
    }

    public byte[] founding() {
        return MlsMessage.of(info).encode();
    }

    public long epoch() {
        return info.groupContext().epoch();
    }

    public TestCommit commit(TestDevice by, int leaf) {
        return new TestCommit(this, by, leaf);
    }

    /** The device comes in by itself, in place of the leaf {@code former} if that is not null. */
    public TestCommit joining(TestDevice by, Integer former) {
        return TestCommit.joining(this, by, former);
    }

    public byte[] message() {
        return message(epoch());
    }

    public byte[] message(long epoch) {
        return message(groupId, epoch, ContentType.APPLICATION, Bytes.EMPTY);
    }

    public static byte[] message(Bytes group, long epoch, ContentType type, Bytes readable) {
        return MlsMessage.of(
                        new PrivateMessage(group, epoch, type, readable, TestDevice.random(28), TestDevice.random(272)))
                .encode();
    }

    public static MessageId newMessage() {
        return new MessageId(UUID.randomUUID());
    }
}
