package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.tree.NewPath;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.GroupSecrets;
import org.konsil.protocol.mls.welcome.Welcome;

/** Describes a group to others: GroupInfo and Welcome (RFC 9420, section 12.4.3). */
final class WelcomeMaker {

    static final String LABEL = "Welcome";

    private WelcomeMaker() {}

    static GroupInfo groupInfo(GroupState state, Identity self, boolean withTree, boolean withExternalKey) {
        Extensions extensions = Extensions.NONE;
        if (withTree) {
            extensions = extensions.with(Extension.RATCHET_TREE, state.tree().toNodes());
        }
        if (withExternalKey) {
            Bytes key = state.secrets().externalKeyPair(state.suite()).publicKey();
            extensions = extensions.with(Extension.EXTERNAL_PUB, writer -> writer.opaque(key));
        }
        return new GroupInfo(state.context(), extensions, state.confirmationTag(), state.self(), Bytes.EMPTY)
                .signed(self.signingKey());
    }

    /** For the devices that were added, in their order; null if there are none. */
    static @Nullable Welcome welcome(CommitMaker.Made made, ProposalSet set, Supplier<GroupInfo> maker) {
        if (set.adds().isEmpty()) {
            return null;
        }
        GroupInfo groupInfo = maker.get();
        CipherSuite suite = CipherSuite.require(groupInfo.groupContext().suite());
        Bytes sealedInfo;
        try (AeadKey key = made.step().schedule().welcomeKey()) {
            sealedInfo = suite.seal(key, new byte[0], groupInfo.encode());
        }
        List<Welcome.EncryptedGroupSecrets> secrets = new ArrayList<>();
        for (int at = 0; at < set.adds().size(); at++) {
            KeyPackage add = set.adds().get(at);
            NewPath path = made.path();
            SecretBytes pathSecret =
                    path == null ? null : path.secretFor(made.added().get(at));
            GroupSecrets plain = new GroupSecrets(made.step().schedule().joiner(), pathSecret, set.psks());
            try (SecretBytes encoded = SecretBytes.owning(plain.encode())) {
                secrets.add(new Welcome.EncryptedGroupSecrets(
                        add.reference(), suite.encryptWithLabel(add.initKey(), LABEL, sealedInfo.toArray(), encoded)));
            }
        }
        return new Welcome(suite.code(), secrets, sealedInfo);
    }
}
