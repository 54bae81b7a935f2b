package org.konsil.protocol.proof.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.konsil.protocol.proof.tree.TreeHash;

/**
 * The end of a tree, where it grows: the last hashes of each level, never more than 255. From them follow the head and
 * every tile that a new entry completes. Not for two threads.
 */
public final class TileEdge {

    /** Takes a tile as the tree grows: a full one, once. */
    @FunctionalInterface
    public interface Completed {
        void tile(TilePath path, byte[] bytes);
    }

    private final List<List<TreeHash>> levels = new ArrayList<>();
    private long size;

    /** The end of a tree without entries. */
    public TileEdge() {
        for (int level = 0; level < TilePath.LEVELS; level++) {
            levels.add(new ArrayList<>());
        }
    }

    /** The end of a tree that lies in these tiles; whether they are the right ones shows only {@link #head()}. */
    public static TileEdge of(long size, Function<TilePath, Tile> tiles) {
        TileEdge edge = new TileEdge();
        edge.size = size;
        for (TilePath path : paths(size)) {
            edge.levels.get(path.level().orElseThrow()).addAll(tiles.apply(path).hashes());
        }
        return edge;
    }

    /** The tiles from which the end of a tree of {@code size} can be made: at most one of each level. */
    public static List<TilePath> paths(long size) {
        List<TilePath> paths = new ArrayList<>();
        for (int level = 0; level < TilePath.LEVELS; level++) {
            long count = size >>> (8 * level);
            int width = (int) (count % TilePath.FULL);
            if (width > 0) {
                paths.add(TilePath.hashes(level, count / TilePath.FULL, width));
            }
        }
        return paths;
    }

    public TileEdge copy() {
        TileEdge copy = new TileEdge();
        copy.size = size;
        for (int level = 0; level < TilePath.LEVELS; level++) {
            copy.levels.get(level).addAll(levels.get(level));
        }
        return copy;
    }

    public long size() {
        return size;
    }

    public void append(TreeHash leaf, Completed completed) {
        TreeHash hash = leaf;
        for (int level = 0; level < TilePath.LEVELS; level++) {
            List<TreeHash> hashes = levels.get(level);
            hashes.add(hash);
            if (hashes.size() < TilePath.FULL) {
                break;
            }
            Tile tile = Tile.of(hashes);
            completed.tile(TilePath.hashes(level, size >>> (8 * (level + 1)), TilePath.FULL), tile.encode());
            hash = tile.node(8, 0);
            hashes.clear();
        }
        size++;
    }

    /** The tiles that are not full yet, as they must be served together with this head. */
    public void partial(Completed partial) {
        for (int level = 0; level < TilePath.LEVELS; level++) {
            List<TreeHash> hashes = levels.get(level);
            if (!hashes.isEmpty()) {
                long index = (size >>> (8 * level)) / TilePath.FULL;
                partial.tile(TilePath.hashes(level, index, hashes.size()), Tile.encode(hashes));
            }
        }
    }

    /** The head of the whole tree: the full subtrees of all levels, folded from the right. */
    public TreeHash head() {
        TreeHash head = null;
        for (List<TreeHash> hashes : levels) {
            if (hashes.isEmpty()) {
                continue;
            }
            Tile tile = Tile.of(hashes);
            int right = hashes.size();
            while (right > 0) {
                int height = Integer.numberOfTrailingZeros(right);
                TreeHash subtree = tile.node(height, (right >>> height) - 1);
                head = head == null ? subtree : TreeHash.ofChildren(subtree, head);
                right -= 1 << height;
            }
        }
        return head == null ? TreeHash.EMPTY : head;
    }
}
