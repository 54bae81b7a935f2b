package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * What a commit changed.
 *
 * @param epoch the new one
 * @param committer the committer's leaf index in it
 * @param added the new leaves by Add proposals, by index
 * @param removed the leaves that are gone
 * @param removedSelf whether this member is among them
 * @param last whether the group ended, to be started anew
 */
public record EpochChange(
        long epoch,
        int committer,
        SortedMap<Integer, LeafNode> added,
        List<LeafNode> removed,
        boolean removedSelf,
        boolean last) {

    static EpochChange of(GroupState before, ProposalSet set, List<Integer> added, int committer) {
        SortedMap<Integer, LeafNode> leaves = new TreeMap<>();
        for (int at = 0; at < added.size(); at++) {
            leaves.put(added.get(at), set.adds().get(at).leafNode());
        }
        List<LeafNode> removed = new ArrayList<>();
        set.removes().forEach(leaf -> removed.add(before.tree().requireLeaf(leaf)));
        return new EpochChange(
                before.context().epoch() + 1,
                committer,
                leaves,
                removed,
                set.removes().contains((long) before.self()),
                set.isReInit());
    }
}
