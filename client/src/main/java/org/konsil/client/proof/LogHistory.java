package org.konsil.client.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileNodes;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeProofs;

/** What the log was before, out of its tiles. */
final class LogHistory {

    private final LogFiles files;
    private final Checkpoint signed;
    private final Map<TilePath, Tile> read = new HashMap<>();

    LogHistory(LogFiles files, Checkpoint signed) {
        this.files = files;
        this.signed = signed;
    }

    /**
     * The log is this earlier one, grown.
     *
     * @throws IOException if it is shorter, or a tile is missing
     * @throws ProofRefusedException if it is another one
     */
    void requireGrownFrom(Checkpoint earlier) throws IOException {
        if (earlier.size() > signed.size()) {
            throw new IOException("the log had " + earlier.size() + " entries, and has " + signed.size());
        }
        try {
            TreeProofs proofs =
                    new TreeProofs(new TileNodes(signed.size(), path -> read.computeIfAbsent(path, this::tile)));
            signed.requireGrownFrom(earlier, proofs.consistency(earlier.size(), signed.size()));
        } catch (UncheckedIOException missing) {
            throw new IOException(missing.getMessage(), missing);
        }
    }

    private Tile tile(TilePath path) {
        try {
            return Tile.decode(files.read(path.text(), path.width() * TreeHash.BYTES), path.width());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
