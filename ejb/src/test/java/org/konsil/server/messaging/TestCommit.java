package org.konsil.server.messaging;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeCiphertext;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;
import org.konsil.server.messaging.submission.SubmittedCommit;

/** A commit in the making; a test may spoil any part of it. */
public final class TestCommit {

    private final TestGroup group;
    private final TestDevice by;
    private final int leaf;
    private final List<ProposalOrRef> proposals = new ArrayList<>();
    private final List<Bytes> invited = new ArrayList<>();
    private final TreeMap<Integer, LeafNode> after;
    private UpdatePath path;

    public final MessageId message = TestGroup.newMessage();
    public Sender sender;
    public Bytes groupId;
    public long epoch;
    public Bytes readable = Bytes.EMPTY;
    public Extensions extensions;
    public PrivateKey key;
    public PrivateKey infoKey;
    public UnaryOperator<GroupInfo> info = made -> made;
    public UnaryOperator<List<Bytes>> welcome = made -> made;

    TestCommit(TestGroup group, TestDevice by, int leaf) {
        this.group = group;
        this.by = by;
        this.leaf = leaf;
        this.sender = new Sender.Member(leaf);
        this.groupId = group.groupId;
        this.epoch = group.epoch();
        this.key = by.keys.getPrivate();
        this.infoKey = key;
        this.after = new TreeMap<>(group.leaves);
        this.extensions = group.info.groupContext().extensions();
    }

    /** The device comes in by itself, in place of the leaf {@code former} if that is not null. */
    static TestCommit joining(TestGroup group, TestDevice by, Integer former) {
        TreeMap<Integer, LeafNode> left = new TreeMap<>(group.leaves);
        if (former != null) {
            left.remove(former);
        }
        TestCommit commit = new TestCommit(group, by, firstFree(left));
        commit.sender = new Sender.NewMemberCommit();
        commit.propose(new Proposal.ExternalInit(TestDevice.point()));
        if (former != null) {
            commit.after.remove(former);
            commit.propose(new Proposal.Remove(former));
        }
        return commit.path();
    }

    private static int firstFree(TreeMap<Integer, LeafNode> leaves) {
        int free = 0;
        while (leaves.containsKey(free)) {
            free++;
        }
        return free;
    }

    /** Gives the group another list of people. */
    public TestCommit list(TestDevice... people) {
        return extend(TestGroup.listing(
                java.util.Arrays.stream(people).map(TestDevice::user).toList()));
    }

    public TestCommit extend(Extensions changed) {
        extensions = changed;
        return propose(new Proposal.GroupContextExtensions(changed)).path();
    }

    public TestCommit add(KeyPackage keyPackage) {
        proposals.add(new ProposalOrRef.Inline(new Proposal.Add(keyPackage)));
        invited.add(keyPackage.reference());
        after.put(firstFree(after), keyPackage.leafNode());
        return this;
    }

    public TestCommit remove(int index) {
        after.remove(index);
        return propose(new Proposal.Remove(index)).path();
    }

    /** Does what the server proposed: to remove this leaf. */
    public TestCommit reference(Bytes proposal, int index) {
        after.remove(index);
        return propose(new ProposalOrRef.Reference(proposal)).path();
    }

    public TestCommit propose(Proposal proposal) {
        return propose(new ProposalOrRef.Inline(proposal));
    }

    public TestCommit propose(ProposalOrRef proposal) {
        proposals.add(proposal);
        return this;
    }

    public TestCommit path() {
        LeafNode renewed = by.leaf(new LeafSource.InCommit(TestDevice.random(32)));
        return path(by.sign(renewed, new LeafPlace(group.groupId, leaf)));
    }

    public TestCommit path(LeafNode renewed) {
        path = new UpdatePath(renewed, List.of());
        after.put(leaf, renewed);
        return this;
    }

    public TestCommit withoutPath() {
        path = null;
        after.put(leaf, group.leaves.get(leaf));
        return this;
    }

    public SubmittedCommit make() {
        FramedContent content =
                new FramedContent(groupId, epoch, sender, readable, new Content.OneCommit(new Commit(proposals, path)));
        GroupInfo next = TestGroup.info(group.context(epoch + 1, 2, extensions), after, leaf);
        AuthenticatedContent signed = AuthenticatedContent.sign(
                        WireFormat.PUBLIC_MESSAGE, content, group.info.groupContext(), CipherSuite.P256, key)
                .withConfirmationTag(next.confirmationTag());
        PublicMessage commit = new PublicMessage(
                signed.content(), signed.auth(), sender instanceof Sender.Member ? TestDevice.random(32) : null);
        made = info.apply(next).signed(infoKey);
        List<Bytes> named = welcome.apply(invited);
        return new SubmittedCommit(
                message,
                MlsMessage.of(commit).encode(),
                named.isEmpty() ? null : MlsMessage.of(welcome(named)).encode(),
                MlsMessage.of(made).encode());
    }

    private GroupInfo made;

    /** The group goes on from here. */
    public void apply() {
        group.info = made;
        group.leaves.clear();
        group.leaves.putAll(after);
    }

    private static Welcome welcome(List<Bytes> named) {
        return new Welcome(
                2,
                named.stream()
                        .map(reference -> new Welcome.EncryptedGroupSecrets(
                                reference, new HpkeCiphertext(TestDevice.random(65), TestDevice.random(48))))
                        .toList(),
                TestDevice.random(300));
    }

    /** A group info with another context. */
    public static GroupInfo with(GroupInfo info, GroupContext context) {
        return new GroupInfo(context, info.extensions(), info.confirmationTag(), info.signer(), info.signature());
    }
}
