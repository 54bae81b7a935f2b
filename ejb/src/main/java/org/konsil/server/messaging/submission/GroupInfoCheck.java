package org.konsil.server.messaging.submission;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.GroupInfoMismatchException;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.WrongGroupException;
import org.konsil.server.messaging.WrongSuiteException;

/**
 * A group as a member describes it: of this conversation and suite, with its tree inside, signed by one of its leaves.
 *
 * @param info the description
 * @param roster the leaves of its tree
 */
record GroupInfoCheck(GroupInfo info, Roster roster) {

    static GroupInfoCheck read(ConversationId conversation, byte[] bytes) {
        GroupInfo info = MlsMessages.decode(conversation, bytes, MlsMessage::findGroupInfo);
        GroupContext context = info.groupContext();
        if (context.protocol().version() != KeyPackage.MLS10 || context.suite() != CipherSuite.P256.code()) {
            throw new WrongSuiteException(conversation);
        }
        if (!context.groupId().equals(conversation.groupId())) {
            throw new WrongGroupException(conversation);
        }
        return new GroupInfoCheck(info, roster(conversation, info));
    }

    private static Roster roster(ConversationId conversation, GroupInfo info) {
        try {
            return info.extensions()
                    .find(Extension.RATCHET_TREE, TreeNodes::read)
                    .map(Roster::of)
                    .orElseThrow(() -> new GroupInfoMismatchException(conversation));
        } catch (MlsFormatException malformed) {
            throw new NotMlsException(conversation);
        }
    }

    /** @throws org.konsil.server.messaging.SignatureInvalidException if its signer is no leaf, or did not sign it */
    void requireSigned(ConversationId conversation) {
        try {
            LeafNode signer = roster.require(info.signer());
            info.requireSignedBy(CipherSuite.P256.signatureKey(signer.signatureKey()));
        } catch (MlsValidationException refused) {
            throw MlsMessages.refusal(conversation, refused.fault());
        }
    }

    /**
     * The founder's leaf, if this is a group of epoch 0 with that one leaf.
     *
     * @throws GroupInfoMismatchException if it is another group
     */
    LeafNode requireFounding(ConversationId conversation) {
        boolean alone = roster.size() == 1 && roster.find(0).isPresent() && info.signer() == 0;
        if (info.groupContext().epoch() != 0 || !alone) {
            throw new GroupInfoMismatchException(conversation);
        }
        LeafNode founder = roster.require(0);
        if (!founder.capabilities().extensions().contains(MemberList.EXTENSION)) {
            throw new ProposalRefusedException(conversation);
        }
        requireValid(conversation, founder, 0);
        requireSigned(conversation);
        requireDoor(conversation);
        return founder;
    }

    /** @throws GroupInfoMismatchException without the key by which a device can come back (RFC 9420, section 12.4.3.2) */
    void requireDoor(ConversationId conversation) {
        try {
            Bytes key = info.extensions()
                    .find(Extension.EXTERNAL_PUB, MlsReader::opaque)
                    .orElseThrow(() -> new GroupInfoMismatchException(conversation));
            CipherSuite.P256.signatureKey(key);
        } catch (MlsFormatException | MlsValidationException unusable) {
            throw new GroupInfoMismatchException(conversation);
        }
    }

    /** Checks a leaf's own signature, and that its certificate carries its key. */
    static void requireValid(ConversationId conversation, LeafNode leaf, int index) {
        try {
            LeafSigner.requireValid(leaf, new LeafPlace(conversation.groupId(), index), CipherSuite.P256);
        } catch (MlsValidationException refused) {
            throw MlsMessages.refusal(conversation, refused.fault());
        }
    }
}
