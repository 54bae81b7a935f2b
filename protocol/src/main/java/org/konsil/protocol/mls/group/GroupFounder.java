package org.konsil.protocol.mls.group;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;
import org.konsil.protocol.mls.schedule.EpochSecrets;
import org.konsil.protocol.mls.schedule.KeySchedule;
import org.konsil.protocol.mls.schedule.PreSharedKeys;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeCheck;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.GroupSecrets;
import org.konsil.protocol.mls.welcome.Welcome;

/** How a device comes into a group: it starts one, or it is welcomed (RFC 9420, sections 11 and 12.4.3.1). */
final class GroupFounder {

    static final String EXTERNAL_INIT = "MLS 1.0 external init secret";

    private GroupFounder() {}

    static GroupState create(Identity self, Bytes groupId, Extensions extensions, GroupEnvironment environment) {
        CipherSuite suite = self.suite();
        for (ExternalSender sender : ProposalCheck.externalSenders(extensions)) {
            environment.policy().requireExternalSender(sender);
        }
        HpkeKeyPair encryption = suite.generateKeyPair();
        Lifetime lifetime = Lifetime.of(
                environment.clock().instant(),
                environment.clock().instant().plus(environment.policy().longestLifetime()));
        LeafNode leaf = self.leaf(encryption.publicKey(), new LeafSource.InKeyPackage(lifetime), LeafPlace.NONE);
        RatchetTree tree = RatchetTree.of(suite, leaf);
        LeafCheck.requireCapable(tree, extensions, suite.code());
        GroupContext context = new GroupContext(
                new GroupContext.Version(KeyPackage.MLS10, suite.code()),
                groupId,
                0,
                tree.treeHash(),
                Bytes.EMPTY,
                extensions);
        byte[] random = new byte[suite.hashBytes()];
        new SecureRandom().nextBytes(random);
        try (SecretBytes epochSecret = SecretBytes.owning(random);
                SecretBytes encryptionSecret = KeySchedule.firstEncryption(suite, epochSecret)) {
            EpochSecrets secrets = KeySchedule.first(suite, epochSecret);
            Bytes tag = secrets.confirmationTag(suite, Bytes.EMPTY);
            SecretTree messageKeys = new SecretTree(suite, 1, encryptionSecret);
            return new GroupState(context, tree, new TreeKeys(0, encryption), secrets, messageKeys, tag);
        }
    }

    /** @param given the ratchet tree, if it does not come in the Welcome */
    static GroupState join(
            Identity self,
            OwnKeyPackage own,
            Welcome welcome,
            @Nullable TreeNodes given,
            GroupEnvironment environment) {
        CipherSuite suite = CipherSuite.require(welcome.suite());
        if (suite != self.suite() || own.keyPackage().suite() != suite.code()) {
            throw new MlsValidationException(Fault.UNSUPPORTED_SUITE);
        }
        try (GroupSecrets secrets = open(own, welcome, suite);
                SecretBytes psk = preSharedSecret(suite, secrets.psks(), environment)) {
            GroupInfo info = openInfo(suite, welcome, secrets, psk);
            RatchetTree tree = requireValid(info, given, environment);
            int leaf = requireOwnLeaf(tree, own);
            TreeKeys keys = new TreeKeys(leaf, own.encryption());
            learnPath(tree, keys, info, secrets);
            try (KeySchedule schedule = KeySchedule.ofJoiner(suite, secrets.joiner(), psk, info.groupContext())) {
                return enter(info, tree, keys, schedule);
            }
        }
    }

    private static GroupSecrets open(OwnKeyPackage own, Welcome welcome, CipherSuite suite) {
        Bytes reference = own.keyPackage().reference();
        Welcome.EncryptedGroupSecrets ours = welcome.secrets().stream()
                .filter(entry -> entry.newMember().equals(reference))
                .findFirst()
                .orElseThrow(() -> new MlsValidationException(Fault.NOT_FOR_US));
        byte[] context = welcome.encryptedGroupInfo().toArray();
        try (SecretBytes plain = suite.decryptWithLabel(own.init(), WelcomeMaker.LABEL, context, ours.sealed())) {
            byte[] bytes = plain.copyBytes();
            try {
                return MlsReader.readAll(bytes, GroupSecrets::read);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static SecretBytes preSharedSecret(
            CipherSuite suite, List<PreSharedKeyId> ids, GroupEnvironment environment) {
        List<SecretBytes> keys = new ArrayList<>();
        for (PreSharedKeyId id : ids) {
            keys.add(Ledger.external(id, environment.psks()));
        }
        return PreSharedKeys.combine(suite, ids, keys);
    }

    private static GroupInfo openInfo(CipherSuite suite, Welcome welcome, GroupSecrets secrets, SecretBytes psk) {
        try (AeadKey key = KeySchedule.welcomeKey(suite, secrets.joiner(), psk)) {
            byte[] plain = suite.open(key, new byte[0], welcome.encryptedGroupInfo());
            GroupInfo info = MlsReader.readAll(plain, GroupInfo::read);
            if (info.groupContext().suite() != suite.code()) {
                throw new MlsValidationException(Fault.UNSUPPORTED_SUITE);
            }
            return info;
        }
    }

    /** Checks a GroupInfo with its whole tree: signature, tree hash, each leaf, each parent, each credential. */
    static RatchetTree requireValid(GroupInfo info, @Nullable TreeNodes given, GroupEnvironment environment) {
        GroupContext context = info.groupContext();
        CipherSuite suite = CipherSuite.require(context.suite());
        if (context.protocol().version() != KeyPackage.MLS10) {
            throw new MlsValidationException(Fault.UNSUPPORTED_VERSION);
        }
        TreeNodes nodes =
                info.extensions().find(Extension.RATCHET_TREE, TreeNodes::read).orElse(given);
        if (nodes == null) {
            throw new MlsValidationException(Fault.TREE_MISSING);
        }
        RatchetTree tree = RatchetTree.of(suite, nodes);
        info.requireSignedBy(suite.signatureKey(tree.requireLeaf(info.signer()).signatureKey()));
        if (!tree.treeHash().equals(context.treeHash())) {
            throw new MlsValidationException(Fault.TREE_INVALID);
        }
        TreeCheck.requireValid(tree, context.groupId());
        LeafCheck.requireCapable(tree, context.extensions(), suite.code());
        tree.members().values().forEach(leaf -> {
            LeafCheck.requireConsistent(leaf);
            environment.policy().requireAccepted(leaf);
        });
        ProposalCheck.externalSenders(context.extensions()).forEach(environment.policy()::requireExternalSender);
        return tree;
    }

    private static int requireOwnLeaf(RatchetTree tree, OwnKeyPackage own) {
        return tree.members().entrySet().stream()
                .filter(leaf -> leaf.getValue().equals(own.keyPackage().leafNode()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new MlsValidationException(Fault.NOT_FOR_US));
    }

    /** Without a path secret nothing is known but the own leaf's key, and nothing is derived from nothing. */
    private static void learnPath(RatchetTree tree, TreeKeys keys, GroupInfo info, GroupSecrets secrets) {
        SecretBytes path = secrets.path();
        if (path != null) {
            int signer = (int) info.signer();
            int from = TreeKeys.commonAncestor(tree, keys.leaf(), signer);
            keys.learn(tree, signer, from, path).close();
        }
    }

    private static GroupState enter(GroupInfo info, RatchetTree tree, TreeKeys keys, KeySchedule schedule) {
        CipherSuite suite = tree.suite();
        GroupContext context = info.groupContext();
        Bytes tag = schedule.epoch().confirmationTag(suite, context.confirmedTranscriptHash());
        if (!tag.equals(info.confirmationTag())) {
            throw new MlsValidationException(Fault.TAG_INVALID);
        }
        SecretTree messageKeys = new SecretTree(suite, tree.width(), schedule.encryption());
        return new GroupState(context, tree, keys, schedule.epoch(), messageKeys, tag);
    }
}
