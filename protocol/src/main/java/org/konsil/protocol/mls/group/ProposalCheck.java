package org.konsil.protocol.mls.group;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.KeyPackageCheck;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeCheck;
import org.konsil.protocol.mls.welcome.GroupContext;

/** Whether what is proposed is good in itself: leaves, key packages, extensions (RFC 9420, sections 7.3 and 12.1). */
record ProposalCheck(GroupContext before, RatchetTree treeBefore, GroupPolicy policy, Clock clock) {

    void requireGood(ProposalSet set) {
        KeyPackageCheck check = new KeyPackageCheck(suite(), policy.longestLifetime());
        for (KeyPackage add : set.adds()) {
            check.check(add, clock.instant());
            suite().requireEncryptionKey(add.initKey());
            requireNewLeaf(add.leafNode());
        }
        set.updates().forEach(this::requireUpdate);
        for (ExternalSender sender : externalSenders(set.extensionsAfter(before.extensions()))) {
            suite().signatureKey(sender.signatureKey());
            policy.requireExternalSender(sender);
        }
    }

    static List<ExternalSender> externalSenders(Extensions extensions) {
        return extensions
                .find(Extension.EXTERNAL_SENDERS, ExternalSender::readList)
                .orElse(List.of());
    }

    private void requireUpdate(int leaf, LeafNode changed) {
        require(changed.source() instanceof LeafSource.InUpdate, Fault.WRONG_LEAF_SOURCE);
        requireChange(treeBefore.requireLeaf(leaf), changed, leaf);
    }

    /** The leaf of a commit's path; {@code replaced} is the committer's own old leaf, null if it joins. */
    void requirePathLeaf(LeafNode changed, @Nullable LeafNode replaced, int leaf) {
        require(changed.source() instanceof LeafSource.InCommit, Fault.WRONG_LEAF_SOURCE);
        if (replaced != null) {
            requireChange(replaced, changed, leaf);
        } else {
            LeafSigner.requireValid(changed, new LeafPlace(before.groupId(), leaf), suite());
            requireNewLeaf(changed);
        }
    }

    private void requireChange(LeafNode old, LeafNode changed, int leaf) {
        require(!changed.encryptionKey().equals(old.encryptionKey()), Fault.KEYS_NOT_UNIQUE);
        LeafSigner.requireValid(changed, new LeafPlace(before.groupId(), leaf), suite());
        requireNewLeaf(changed);
        policy.requireSuccessor(old, changed);
    }

    private void requireNewLeaf(LeafNode leaf) {
        suite().requireEncryptionKey(leaf.encryptionKey());
        LeafCheck.requireConsistent(leaf);
        policy.requireAccepted(leaf);
    }

    /** After everything is applied: no key twice, and everybody can what the group asks. */
    void requireGood(RatchetTree after, Extensions extensions) {
        TreeCheck.requireUniqueKeys(after);
        LeafCheck.requireCapable(after, extensions, before.suite());
    }

    private CipherSuite suite() {
        return CipherSuite.require(before.suite());
    }

    private static void require(boolean condition, Fault fault) {
        if (!condition) {
            throw new MlsValidationException(fault);
        }
    }
}
