package org.konsil.protocol.proof.tile;

import java.util.function.Function;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeNodes;

/** The nodes of the tree of one size, out of its tiles. Whoever reads the tiles keeps them if they are wanted often. */
public final class TileNodes implements TreeNodes {

    private static final int TILE_HEIGHT = 8;

    private final long size;
    private final Function<TilePath, Tile> tiles;

    public TileNodes(long size, Function<TilePath, Tile> tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public TreeHash at(int height, long index) {
        int level = height / TILE_HEIGHT;
        int above = height % TILE_HEIGHT;
        long tile = index >>> (TILE_HEIGHT - above);
        int node = (int) (index - (tile << (TILE_HEIGHT - above)));
        return tiles.apply(TilePath.hashes(level, tile, TilePath.width(level, tile, size)))
                .node(above, node);
    }
}
