package org.konsil.protocol.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Vectors;

@DisplayName("C1 tree-math.json")
class TreeMathVectorTest {

    @Test
    void findsRootChildrenParentAndSibling() {
        for (JsonNode one : Vectors.cases("tree-math")) {
            int leaves = one.get("n_leaves").asInt();
            assertThat(TreeMath.nodeCount(leaves)).isEqualTo(one.get("n_nodes").asInt());
            assertThat(TreeMath.root(leaves)).isEqualTo(one.get("root").asInt());
            for (int node = 0; node < TreeMath.nodeCount(leaves); node++) {
                assertThat(TreeMath.left(node)).isEqualTo(number(one.get("left").get(node)));
                assertThat(TreeMath.right(node))
                        .isEqualTo(number(one.get("right").get(node)));
                assertThat(TreeMath.parent(node, leaves))
                        .isEqualTo(number(one.get("parent").get(node)));
                assertThat(TreeMath.sibling(node, leaves))
                        .isEqualTo(number(one.get("sibling").get(node)));
            }
        }
    }

    @Test
    void knowsTheLeavesBelowANode() {
        assertThat(TreeMath.firstLeaf(7)).isZero();
        assertThat(TreeMath.firstLeaf(11)).isEqualTo(4);
        assertThat(TreeMath.leavesBelow(11)).isEqualTo(4);
        assertThat(TreeMath.isBelow(5, 11)).isTrue();
        assertThat(TreeMath.isBelow(3, 11)).isFalse();
        assertThat(TreeMath.fullWidth(5)).isEqualTo(8);
        assertThat(TreeMath.fullWidth(8)).isEqualTo(8);
        assertThat(TreeMath.fullWidth(1)).isEqualTo(1);
        assertThat(TreeMath.directPath(4, 4)).containsExactly(5, 3);
    }

    private static Integer number(JsonNode node) {
        return node.isNull() ? null : node.asInt();
    }
}
