package org.konsil.protocol.mls.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * What a commit changes about who is in the group.
 *
 * @param roster the roster of the next epoch
 * @param committer the committer's leaf index in it
 * @param external whether the committer joins by this very commit
 * @param removed the leaves that are gone
 * @param added the devices taken in by Add proposals
 * @param extensions the new extensions of the group context, null if they stay
 */
public record CommitEffect(
        Roster roster,
        int committer,
        boolean external,
        List<LeafNode> removed,
        List<KeyPackage> added,
        @Nullable Extensions extensions) {

    public CommitEffect {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}
