package org.konsil.protocol.mls.leaf;

import org.konsil.protocol.mls.codec.Bytes;

/** Where a leaf stands: its group and its index in the tree. */
public record LeafPlace(Bytes groupId, long leaf) {

    /** Of a leaf that is in no group yet. */
    public static final LeafPlace NONE = new LeafPlace(Bytes.EMPTY, 0);
}
