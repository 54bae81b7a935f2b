package org.konsil.protocol.mls.tree;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * What all leaves of a tree can do, and which credentials they have (RFC 9420, section 7.2).
 *
 * @param credentials the types that all can read
 * @param credentialsInUse the types that at least one has
 */
public record Abilities(
        Set<Integer> versions,
        Set<Integer> suites,
        Set<Integer> extensions,
        Set<Integer> proposals,
        Set<Integer> credentials,
        Set<Integer> credentialsInUse) {

    static Abilities of(LeafNode leaf) {
        Capabilities able = leaf.capabilities();
        return new Abilities(
                new HashSet<>(able.versions()),
                new HashSet<>(able.suites()),
                new HashSet<>(able.extensions()),
                new HashSet<>(able.proposals()),
                new HashSet<>(able.credentials()),
                Set.of(leaf.credential().type()));
    }

    static @Nullable Abilities common(@Nullable Abilities one, @Nullable Abilities other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        Set<Integer> inUse = new HashSet<>(one.credentialsInUse);
        inUse.addAll(other.credentialsInUse);
        return new Abilities(
                both(one.versions, other.versions),
                both(one.suites, other.suites),
                both(one.extensions, other.extensions),
                both(one.proposals, other.proposals),
                both(one.credentials, other.credentials),
                inUse);
    }

    private static Set<Integer> both(Set<Integer> one, Set<Integer> other) {
        Set<Integer> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
