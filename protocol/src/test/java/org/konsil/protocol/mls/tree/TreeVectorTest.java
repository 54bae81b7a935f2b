package org.konsil.protocol.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.proposal.Proposal;

@DisplayName("C1 tree-operations.json, tree-validation.json")
class TreeVectorTest {

    @Test
    void addsUpdatesAndRemoves() {
        for (JsonNode one : Vectors.cases("tree-operations")) {
            RatchetTree tree = tree(one, "tree_before");
            assertThat(tree.treeHash()).isEqualTo(Vectors.bytes(one.get("tree_hash_before")));
            RatchetTree changed = tree.copy();

            apply(changed, one);

            assertThat(changed.toNodes().encode()).isEqualTo(Vectors.hex(one.get("tree_after")));
            assertThat(changed.treeHash()).isEqualTo(Vectors.bytes(one.get("tree_hash_after")));
            assertThat(tree.toNodes().encode()).isEqualTo(Vectors.hex(one.get("tree_before")));
            assertThat(tree.treeHash()).isEqualTo(Vectors.bytes(one.get("tree_hash_before")));
        }
    }

    private static void apply(RatchetTree tree, JsonNode one) {
        Proposal proposal = MlsReader.readAll(Vectors.hex(one.get("proposal")), Proposal::read);
        if (proposal instanceof Proposal.Add add) {
            tree.add(add.keyPackage().leafNode());
        } else if (proposal instanceof Proposal.Update update) {
            tree.update(one.get("proposal_sender").asLong(), update.leafNode());
        } else if (proposal instanceof Proposal.Remove remove) {
            tree.remove(remove.leaf());
        }
    }

    @Test
    @DisplayName("T1 every valid tree is accepted, its hashes and resolutions are the official ones")
    void validatesTrees() {
        for (JsonNode one : Vectors.cases("tree-validation")) {
            RatchetTree tree = tree(one, "tree");

            for (int node = 0; node < tree.nodeCount(); node++) {
                assertThat(tree.treeHash(node))
                        .isEqualTo(Vectors.bytes(one.get("tree_hashes").get(node)));
                List<Integer> resolution = new ArrayList<>();
                one.get("resolutions").get(node).forEach(entry -> resolution.add(entry.asInt()));
                assertThat(tree.resolution(node)).isEqualTo(resolution);
            }
            TreeCheck.requireValid(tree, Vectors.bytes(one.get("group_id")));
        }
    }

    @Test
    void refusesATreeOfAnotherGroup() {
        for (JsonNode one : Vectors.cases("tree-validation")) {
            boolean bound = tree(one, "tree").members().keySet().stream()
                    .anyMatch(
                            leaf -> tree(one, "tree").requireLeaf(leaf).source().isBoundToGroup());
            if (bound) {
                assertThatThrownBy(() -> TreeCheck.requireValid(tree(one, "tree"), Bytes.of(new byte[16])))
                        .isInstanceOf(MlsValidationException.class);
            }
        }
    }

    @Test
    void refusesAParentWhoseHashNobodyCarriesAndWrongUnmergedLeaves() {
        int refused = 0;
        for (JsonNode one : Vectors.cases("tree-validation")) {
            Bytes group = Vectors.bytes(one.get("group_id"));
            RatchetTree good = tree(one, "tree");
            for (int node = 1; node < good.nodeCount(); node += 2) {
                ParentNode parent = good.parentAt(node);
                if (parent != null) {
                    CipherSuite suite = good.suite();
                    Bytes otherKey = suite.generateKeyPair().publicKey();
                    assertRefused(
                            good, group, node, new ParentNode(otherKey, parent.parentHash(), parent.unmergedLeaves()));
                    assertRefused(
                            good,
                            group,
                            node,
                            new ParentNode(parent.encryptionKey(), Bytes.of(new byte[32]), parent.unmergedLeaves()));
                    assertRefused(good, group, node, parent.withUnmerged(good.width()));
                    assertRefused(good, group, node, parent.withUnmerged(TreeMath.firstLeaf(node)));
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static void assertRefused(RatchetTree good, Bytes group, int node, ParentNode parent) {
        RatchetTree bad = good.copy();
        bad.set(node, parent);
        assertThatThrownBy(() -> TreeCheck.requireValid(bad, group)).isInstanceOf(MlsValidationException.class);
    }

    private static RatchetTree tree(JsonNode one, String name) {
        CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
        return RatchetTree.of(suite, MlsReader.readAll(Vectors.hex(one.get(name)), TreeNodes::read));
    }
}
