package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.InclusionPath;
import org.konsil.protocol.proof.tree.TreeHash;

@Label("N2 any log")
class TreePropertyTest {

    private static final int MOST = 1400;
    private static final TestLog LOG = TestLog.of(MOST);

    @Property(tries = 150)
    @Label("has the head that RFC 9162 defines, and goes on from its tiles as if it had never stopped")
    void hasTheHeadOfTheDefinition(@ForAll @IntRange(max = MOST) int size, @ForAll @IntRange(max = 300) int more) {
        TestLog log = TestLog.of(size);
        TreeHash head = log.checkpoint().hash();
        TileEdge resumed = TileEdge.of(size, log::tile);

        int after = Math.min(MOST, size + more);
        List<TreeHash> leaves = LOG.leaves();
        for (int i = size; i < after; i++) {
            resumed.append(leaves.get(i), (path, bytes) -> {});
        }

        assertThat(head).isEqualTo(TestLog.definition(leaves.subList(0, size)));
        assertThat(resumed.head()).isEqualTo(TestLog.definition(leaves.subList(0, after)));
        assertThat(resumed.size()).isEqualTo(after);
    }

    @Property(tries = 300)
    @Label("shows of each entry that it is there, and of no other entry, place, size or path")
    void showsInclusionOfNothingElse(@ForAll @IntRange(min = 1, max = MOST) int size, @ForAll long seed) {
        Random random = new Random(seed);
        TestLog log = TestLog.of(size);
        TreeHash head = log.checkpoint().hash();
        int index = random.nextInt(size);
        TreeHash leaf = TreeHash.ofLeaf(TestLog.entry(index));
        InclusionPath path = log.proofs().inclusion(index, size);

        path.check(leaf, index, size, head);

        refused(() -> path.check(TreeHash.ofLeaf(TestLog.entry(index + 1)), index, size, head));
        refused(() -> path.check(leaf, index, size, flipped(head, random)));
        refused(() -> path.check(leaf, -1, size, head));
        refused(() -> path.check(leaf, size, size, head));
        if (size > 1) {
            refused(() -> path.check(leaf, (index + 1) % size, size, head));
            refused(() -> new InclusionPath(changed(path.hashes(), random)).check(leaf, index, size, head));
            refused(() ->
                    new InclusionPath(path.hashes().subList(1, path.hashes().size())).check(leaf, index, size, head));
        }
        List<TreeHash> longer = new ArrayList<>(path.hashes());
        longer.add(head);
        refused(() -> new InclusionPath(longer).check(leaf, index, size, head));
    }

    @Property(tries = 300)
    @Label("shows that it grew from each earlier size, and from nothing else")
    void showsConsistencyWithNothingElse(@ForAll @IntRange(min = 2, max = MOST) int size, @ForAll long seed) {
        Random random = new Random(seed);
        int earlier = 1 + random.nextInt(size - 1);
        TestLog log = TestLog.of(size);
        TreeHash head = log.checkpoint().hash();
        TreeHash before = TestLog.of(earlier).checkpoint().hash();
        ConsistencyPath path = log.proofs().consistency(earlier, size);

        path.check(earlier, before, size, head);

        refused(() -> path.check(earlier, flipped(before, random), size, head));
        refused(() -> path.check(earlier, before, size, flipped(head, random)));
        refused(() -> path.check(size, before, earlier, head));
        refused(() -> path.check(earlier, before, earlier, head));
        refused(() -> new ConsistencyPath(List.of()).check(earlier, before, size, head));
        refused(() -> new ConsistencyPath(changed(path.hashes(), random)).check(earlier, before, size, head));
        refused(() -> new ConsistencyPath(path.hashes().subList(0, path.hashes().size() - 1))
                .check(earlier, before, size, head));
    }

    @Property(tries = 60)
    @Label("is not consistent with a log of which one entry was edited, left out or put elsewhere")
    void findsAnotherHistory(@ForAll @IntRange(min = 3, max = 600) int size, @ForAll long seed) {
        Random random = new Random(seed);
        int earlier = 2 + random.nextInt(size - 2);
        int place = random.nextInt(earlier - 1);
        TestLog forged = new TestLog();
        for (int i = 0; i < size; i++) {
            int other = i == place ? place + 1 : i == place + 1 ? place : i;
            forged.append(TestLog.entry(other));
        }
        forged.checkpoint();
        TreeHash before = TestLog.of(earlier).checkpoint().hash();

        refused(() -> forged.proofs()
                .consistency(earlier, size)
                .check(earlier, before, size, forged.checkpoint().hash()));
    }

    private static List<TreeHash> changed(List<TreeHash> path, Random random) {
        List<TreeHash> changed = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        changed.set(at, flipped(path.get(at), random));
        return changed;
    }

    private static TreeHash flipped(TreeHash hash, Random random) {
        byte[] bytes = hash.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return TreeHash.ofBytes(bytes);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(ProofRefusedException.class);
    }
}
