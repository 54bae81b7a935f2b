package org.konsil.server.proof.sequencing;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.server.proof.SigningRefusedException;

/**
 * The whole log, computed anew from its entries: each row, each tile, the head that was signed. It goes without the lock, since
 * what was signed grows and changes no more.
 */
final class SelfCheck {

    /** Whole tiles at a time. */
    private static final int ENTRIES_AT_ONCE = 16 * TilePath.FULL;

    private final LogTables tables;
    private final TileEdge edge = new TileEdge();
    private final Map<TilePath, byte[]> computed = new HashMap<>();

    SelfCheck(LogTables tables) {
        this.tables = tables;
    }

    /** @throws SigningRefusedException that says where they differ first */
    void require(Checkpoint signed) throws SQLException {
        while (edge.size() < signed.size()) {
            append(tables.entries(edge.size(), Math.min(signed.size(), edge.size() + ENTRIES_AT_ONCE)));
            compareTiles();
        }
        edge.partial(computed::put);
        compareTiles();
        if (!edge.head().equals(signed.hash())) {
            throw new SigningRefusedException("the proof log's entries are not those that were signed");
        }
    }

    private void append(List<LogTables.Entry> entries) {
        if (entries.isEmpty()) {
            throw gone();
        }
        for (LogTables.Entry entry : entries) {
            if (entry.position() != edge.size()) {
                throw gone();
            }
            edge.append(TreeHash.ofLeaf(entry.body()), computed::put);
        }
    }

    private SigningRefusedException gone() {
        return new SigningRefusedException("entry " + edge.size() + " of the proof log is gone");
    }

    private void compareTiles() throws SQLException {
        Map<TilePath, byte[]> stored = tables.tiles(List.copyOf(computed.keySet()));
        computed.forEach((path, hashes) -> {
            if (!Arrays.equals(hashes, stored.get(path))) {
                throw new SigningRefusedException(path.text() + " of the proof log does not follow from its entries");
            }
        });
        computed.clear();
    }
}
