package org.konsil.protocol.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.RawKeys;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.welcome.GroupContext;

/**
 * The format is that of the official set, section "TreeKEM": each path is opened by each member, then each sender makes one of its
 * own that all others open. Where the file is not there, a vector of our own in the same format is run.
 */
@DisplayName("C1 treekem.json: paths are opened by everybody, and made")
class TreeKemVectorTest {

    private static final int LEAVES = 8;

    @TestFactory
    Stream<DynamicTest> opensAndMakesPaths() {
        if (!java.nio.file.Files.isRegularFile(Vectors.file("treekem"))) {
            return Stream.of(DynamicTest.dynamicTest("treekem", () -> Vectors.cases("treekem")));
        }
        List<JsonNode> cases = Vectors.cases("treekem");
        return java.util.stream.IntStream.range(0, cases.size())
                .mapToObj(
                        number -> DynamicTest.dynamicTest("case " + number, () -> new Case(cases.get(number)).check()));
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void opensAndMakesPathsOfAVectorOfOurOwn(CipherSuite suite) {
        new Case(OwnTreeKemVector.make(suite, LEAVES)).check();
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void noticesAnotherSecretOrHash(CipherSuite suite) {
        for (String name : List.of("commit_secret", "tree_hash_after")) {
            ObjectNode changed = OwnTreeKemVector.make(suite, LEAVES);
            ObjectNode path = (ObjectNode) changed.get("update_paths").get(0);
            String good = path.get(name).asText();
            path.put(name, (good.charAt(0) == '0' ? "1" : "0") + good.substring(1));

            assertThatThrownBy(() -> new Case(changed).check()).isInstanceOf(AssertionError.class);
        }
    }

    /** One case of the file. */
    private static final class Case {

        private final JsonNode one;
        private final CipherSuite suite;
        private final RatchetTree tree;
        private final Map<Integer, TreeKeys> keys = new HashMap<>();

        Case(JsonNode one) {
            this.one = one;
            suite = CipherSuite.require(one.get("cipher_suite").asInt());
            tree = RatchetTree.of(suite, MlsReader.readAll(Vectors.hex(one.get("ratchet_tree")), TreeNodes::read));
            one.get("leaves_private").forEach(this::readLeaf);
        }

        private void readLeaf(JsonNode leaf) {
            int index = leaf.get("index").asInt();
            Bytes shown = tree.requireLeaf(index).encryptionKey();
            TreeKeys own = new TreeKeys(index, new HpkeKeyPair(shown, Vectors.secret(leaf.get("encryption_priv"))));
            for (JsonNode secret : leaf.get("path_secrets")) {
                int node = secret.get("node").asInt();
                HpkeKeyPair pair = PathSecret.keyPair(suite, Vectors.secret(secret.get("path_secret")));
                assertThat(pair.publicKey()).isEqualTo(tree.encryptionKey(node));
                own.put(node, pair);
            }
            keys.put(index, own);
        }

        private GroupContext context(Bytes treeHash) {
            return new GroupContext(
                    new GroupContext.Version(1, suite.code()),
                    Vectors.bytes(one.get("group_id")),
                    one.get("epoch").asLong(),
                    treeHash,
                    Vectors.bytes(one.get("confirmed_transcript_hash")),
                    Extensions.NONE);
        }

        void check() {
            assertThat(one.get("update_paths")).isNotEmpty();
            for (JsonNode path : one.get("update_paths")) {
                open(path);
                make(path.get("sender").asInt());
            }
        }

        private void open(JsonNode expected) {
            int sender = expected.get("sender").asInt();
            UpdatePath path = MlsReader.readAll(Vectors.hex(expected.get("update_path")), UpdatePath::read);
            RatchetTree merged = tree.copy();
            PathMerge.merge(merged, sender, path);
            assertThat(merged.treeHash()).isEqualTo(Vectors.bytes(expected.get("tree_hash_after")));
            LeafSigner.requireValid(path.leafNode(), place(sender), suite);
            keys.keySet().stream().filter(leaf -> leaf != sender).forEach(leaf -> {
                TreeKeys own = keys.get(leaf).copy();
                assertThat(open(merged, own, sender, path)).isEqualTo(Vectors.secret(expected.get("commit_secret")));
                HpkeKeyPair learned = PathSecret.keyPair(
                        suite, Vectors.secret(expected.get("path_secrets").get(leaf)));
                HpkeKeyPair ancestor = own.find(TreeKeys.commonAncestor(merged, leaf, sender));
                assertThat(ancestor).isEqualTo(learned);
            });
        }

        private SecretBytes open(RatchetTree merged, TreeKeys own, int sender, UpdatePath path) {
            byte[] context = context(merged.treeHash()).encode();
            return PathMerge.open(merged, own, sender, path, context, Set.of());
        }

        private LeafPlace place(int leaf) {
            return new LeafPlace(Vectors.bytes(one.get("group_id")), leaf);
        }

        private void make(int sender) {
            RatchetTree changed = tree.copy();
            byte[] first = Device.random(suite.hashBytes()).toArray();
            try (NewPath made = NewPath.make(changed, sender, SecretBytes.owning(first))) {
                LeafNode leaf = committed(sender, made.parentHash());
                changed.putCommitted(sender, leaf);
                UpdatePath path =
                        made.seal(changed, leaf, context(changed.treeHash()).encode(), Set.of());
                RatchetTree merged = tree.copy();
                PathMerge.merge(merged, sender, path);
                assertThat(merged.treeHash()).isEqualTo(changed.treeHash());
                keys.keySet().stream()
                        .filter(receiver -> receiver != sender)
                        .forEach(receiver -> assertThat(
                                        open(merged, keys.get(receiver).copy(), sender, path))
                                .isEqualTo(made.commitSecret()));
            }
        }

        private LeafNode committed(int sender, Bytes parentHash) {
            LeafNode old = tree.requireLeaf(sender);
            LeafNode unsigned = new LeafNode(
                    suite.generateKeyPair().publicKey(),
                    old.signatureKey(),
                    old.credential(),
                    old.capabilities(),
                    new LeafSource.InCommit(parentHash),
                    old.extensions(),
                    Bytes.EMPTY);
            for (JsonNode leaf : one.get("leaves_private")) {
                if (leaf.get("index").asInt() == sender) {
                    byte[] raw = Vectors.hex(leaf.get("signature_priv"));
                    return LeafSigner.sign(unsigned, place(sender), suite, RawKeys.signatureKey(suite, raw));
                }
            }
            throw new AssertionError("a sender without private keys");
        }
    }
}
