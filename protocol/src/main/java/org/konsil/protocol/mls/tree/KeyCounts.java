package org.konsil.protocol.mls.tree;

import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;

/**
 * How often each key stands in a tree. It never changes: each step gives the next one, which shares with this one all but the
 * few parts on the way to the key. Keys are found by their hashes, so that nobody can choose keys that make it deep.
 */
final class KeyCounts {

    static final KeyCounts NONE = new KeyCounts(null, 0);

    private static final int FAN_OUT = 16;

    private final @Nullable Part root;
    private final int repeated;

    private sealed interface Part permits Branch, Entry {}

    private record Entry(Bytes hash, int count) implements Part {}

    /** Never changed once it is reachable. */
    private record Branch(@Nullable Part[] parts) implements Part {}

    private KeyCounts(@Nullable Part root, int repeated) {
        this.root = root;
        this.repeated = repeated;
    }

    /** No key stands twice. */
    boolean areUnique() {
        return repeated == 0;
    }

    KeyCounts plus(Bytes hash) {
        int more = count(hash) == 1 ? 1 : 0;
        return new KeyCounts(changed(root, hash, 0, 1), repeated + more);
    }

    /** @param hash of a key that is there */
    KeyCounts minus(Bytes hash) {
        int fewer = count(hash) == 2 ? 1 : 0;
        return new KeyCounts(changed(root, hash, 0, -1), repeated - fewer);
    }

    private int count(Bytes hash) {
        Part at = root;
        for (int depth = 0; at instanceof Branch branch; depth++) {
            at = branch.parts()[digit(hash, depth)];
        }
        return at instanceof Entry entry && entry.hash().equals(hash) ? entry.count() : 0;
    }

    /** As deep as two hashes have digits in common. */
    private static @Nullable Part changed(@Nullable Part at, Bytes hash, int depth, int by) {
        if (at == null) {
            return new Entry(hash, by);
        }
        if (at instanceof Entry entry) {
            if (entry.hash().equals(hash)) {
                return entry.count() + by == 0 ? null : new Entry(hash, entry.count() + by);
            }
            @Nullable Part[] parts = new @Nullable Part[FAN_OUT];
            parts[digit(entry.hash(), depth)] = entry;
            return changed(new Branch(parts), hash, depth, by);
        }
        @Nullable Part[] parts = ((Branch) at).parts().clone();
        int digit = digit(hash, depth);
        parts[digit] = changed(parts[digit], hash, depth + 1, by);
        return new Branch(parts);
    }

    private static int digit(Bytes hash, int depth) {
        int both = hash.at(depth / 2);
        return (depth & 1) == 0 ? both >>> 4 & 0xf : both & 0xf;
    }
}
