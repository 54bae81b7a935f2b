package org.konsil.protocol.mls.group;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.TranscriptHash;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.schedule.KeySchedule;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.welcome.GroupContext;

/** The last part of every commit, the same for its maker and its readers (RFC 9420, section 12.4.1). */
record EpochStep(GroupContext context, RatchetTree tree, KeySchedule schedule, Bytes confirmationTag)
        implements AutoCloseable {

    /** The secrets that are mixed; each is the caller's to wipe. */
    record Secrets(SecretBytes init, SecretBytes commit, SecretBytes psk) {}

    /** @param provisional the next epoch's context, still with the transcript hash of the one before */
    static EpochStep of(
            GroupContext provisional,
            RatchetTree tree,
            Bytes interimBefore,
            AuthenticatedContent commit,
            Secrets secrets) {
        CipherSuite suite = CipherSuite.require(provisional.suite());
        Bytes confirmed = TranscriptHash.confirmed(suite, interimBefore, commit);
        GroupContext context = new GroupContext(
                provisional.protocol(),
                provisional.groupId(),
                provisional.epoch(),
                provisional.treeHash(),
                confirmed,
                provisional.extensions());
        KeySchedule schedule = KeySchedule.ofCommit(suite, secrets.init(), secrets.commit(), secrets.psk(), context);
        return new EpochStep(context, tree, schedule, schedule.epoch().confirmationTag(suite, confirmed));
    }

    /** The context under which path secrets are sealed: all of the next epoch but its transcript hash. */
    static GroupContext provisional(GroupContext before, RatchetTree tree, Extensions extensions) {
        return new GroupContext(
                before.protocol(),
                before.groupId(),
                before.epoch() + 1,
                tree.treeHash(),
                before.confirmedTranscriptHash(),
                extensions);
    }

    GroupState state(TreeKeys keys) {
        CipherSuite suite = CipherSuite.require(context.suite());
        SecretTree messageKeys = new SecretTree(suite, tree.width(), schedule.encryption());
        return new GroupState(context, tree, keys, schedule.epoch(), messageKeys, confirmationTag);
    }

    @Override
    public void close() {
        schedule.close();
    }
}
