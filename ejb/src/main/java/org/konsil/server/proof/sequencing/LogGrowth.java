package org.konsil.server.proof.sequencing;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TileNodes;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeProofs;
import org.konsil.server.proof.SigningRefusedException;

/**
 * The log at its end, in one transaction: compared with what was signed before, then grown and signed. As many statements in
 * a long log as in a short one.
 */
final class LogGrowth {

    private final LogTables tables;
    private final NoteSigner signer;
    private final Optional<Checkpoint> signed;
    private final TileEdge edge;

    private LogGrowth(LogTables tables, NoteSigner signer, Optional<Checkpoint> signed, TileEdge edge) {
        this.tables = tables;
        this.signer = signer;
        this.signed = signed;
        this.edge = edge;
    }

    /** @throws SigningRefusedException if the tiles are not those whose head was signed */
    static LogGrowth open(LogTables tables, NoteSigner signer, Optional<Checkpoint> signed) throws SQLException {
        long size = signed.map(Checkpoint::size).orElse(0L);
        Map<TilePath, byte[]> end = tables.tiles(TileEdge.paths(size));
        try {
            TileEdge edge = TileEdge.of(size, path -> tile(end, path));
            if (signed.isPresent() && !edge.head().equals(signed.get().hash())) {
                throw new ProofRefusedException(ProofFault.NOT_CONSISTENT);
            }
            return new LogGrowth(tables, signer, signed, edge);
        } catch (ProofRefusedException differs) {
            throw new SigningRefusedException("the proof log's tiles are not those that were signed", differs);
        }
    }

    /** @throws SigningRefusedException if this log is not the other one, grown: a database of yesterday, for instance */
    void requireGrownFrom(Checkpoint remembered) {
        try {
            if (signed.isEmpty() || signed.get().size() < remembered.size()) {
                throw new ProofRefusedException(ProofFault.NOT_CONSISTENT);
            }
            long size = signed.get().size();
            TreeProofs proofs = new TreeProofs(new TileNodes(size, this::tile));
            signed.get().requireGrownFrom(remembered, proofs.consistency(remembered.size(), size));
        } catch (ProofRefusedException differs) {
            throw new SigningRefusedException("the proof log lacks what it signed before", differs);
        }
    }

    Checkpoint append(List<byte[]> entries) throws SQLException {
        tables.addEntries(edge.size(), entries);
        Map<TilePath, byte[]> grown = new HashMap<>();
        for (byte[] entry : entries) {
            edge.append(TreeHash.ofLeaf(entry), grown::put);
        }
        edge.partial(grown::put);
        tables.putTiles(grown);
        Checkpoint checkpoint = signer.sign(new TreeHead(signer.key().name(), edge.size(), edge.head()));
        tables.putCheckpoint(checkpoint);
        return checkpoint;
    }

    /** Only if another node signed since this one did: a dozen tiles at most. */
    private Tile tile(TilePath path) {
        try {
            return tile(tables.tiles(List.of(path)), path);
        } catch (SQLException failure) {
            throw new IllegalStateException("a tile of the proof log was not read: " + path.text(), failure);
        }
    }

    private static Tile tile(Map<TilePath, byte[]> tiles, TilePath path) {
        return Tile.decode(tiles.getOrDefault(path, new byte[0]), path.width());
    }
}
