package org.konsil.protocol.mls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.Function;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeChanges;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.GroupSecrets;
import org.konsil.protocol.mls.welcome.Welcome;

/** Each decoder either refuses with its one exception, or reads what it would write again byte for byte. */
class DecoderFuzzTest {

    private static final RatchetTree ONE_LEAF =
            RatchetTree.of(CipherSuite.P256, Device.p256("anna").keyPackage().leafNode());

    @FuzzTest(maxDuration = "45s")
    void message(byte[] bytes) {
        check(bytes, MlsMessage::read);
    }

    @FuzzTest(maxDuration = "45s")
    void keyPackage(byte[] bytes) {
        check(bytes, KeyPackage::read);
    }

    @FuzzTest(maxDuration = "45s")
    void commit(byte[] bytes) {
        check(bytes, Commit::read);
    }

    @FuzzTest(maxDuration = "45s")
    void welcome(byte[] bytes) {
        check(bytes, Welcome::read);
    }

    @FuzzTest(maxDuration = "45s")
    void groupInfo(byte[] bytes) {
        check(bytes, GroupInfo::read);
    }

    @FuzzTest(maxDuration = "45s")
    void authenticatedContent(byte[] bytes) {
        check(bytes, AuthenticatedContent::read);
    }

    @FuzzTest(maxDuration = "45s")
    void externalSenders(byte[] bytes) {
        check(bytes, reader -> ExternalSender.listOf(ExternalSender.readList(reader)));
    }

    @FuzzTest(maxDuration = "45s")
    void memberList(byte[] bytes) {
        check(bytes, MemberList::read);
    }

    @FuzzTest(maxDuration = "45s")
    void ratchetTree(byte[] bytes) {
        TreeNodes tree = check(bytes, TreeNodes::read);
        if (tree != null) {
            Roster roster = Roster.of(tree);
            assertThat(roster.find(roster.nextFree())).isEmpty();
        }
    }

    @FuzzTest(maxDuration = "45s")
    void groupSecrets(byte[] bytes) {
        check(bytes, GroupSecrets::read);
    }

    @FuzzTest(maxDuration = "45s")
    void treeChanges(byte[] bytes) {
        TreeChanges changes = check(bytes, TreeChanges::read);
        if (changes != null) {
            assertThat(ONE_LEAF.with(changes).width()).isEqualTo(changes.width());
        }
    }

    private static <T extends MlsStruct> T check(byte[] bytes, Function<MlsReader, T> structure) {
        try {
            T value = MlsReader.readAll(bytes, structure);
            assertThat(value.encode()).isEqualTo(bytes);
            return value;
        } catch (MlsFormatException refused) {
            return null;
        }
    }
}
