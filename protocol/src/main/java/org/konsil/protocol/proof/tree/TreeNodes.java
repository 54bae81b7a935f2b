package org.konsil.protocol.proof.tree;

/** Where the hashes of full subtrees come from. */
@FunctionalInterface
public interface TreeNodes {

    /** The head of the entries from {@code index * 2^height} on, {@code 2^height} of them, all of which are there. */
    TreeHash at(int height, long index);
}
