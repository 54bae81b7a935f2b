package org.konsil.protocol.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TileNodes;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeProofs;

/** A whole log in memory, its files by their names. */
final class TestLog {

    static final String ORIGIN = "proof.hospital.example/2026";

    final NoteSigner signer = signer(ORIGIN, NoteKind.LOG, 0x11);
    final List<byte[]> entries = new ArrayList<>();
    final Map<String, byte[]> files = new HashMap<>();
    private final TileEdge edge = new TileEdge();

    static TestLog of(int size) {
        TestLog log = new TestLog();
        for (int i = 0; i < size; i++) {
            log.append(entry(i));
        }
        return log;
    }

    static byte[] entry(long index) {
        return ("{\"entry\":\"" + index + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    static NoteSigner signer(String name, NoteKind kind, int fill) {
        byte[] seed = new byte[NoteSigner.SECRET_BYTES];
        Arrays.fill(seed, (byte) fill);
        return NoteSigner.of(name, kind, SecretBytes.owning(seed));
    }

    void append(byte[] entry) {
        entries.add(entry);
        edge.append(TreeHash.ofLeaf(entry), (path, bytes) -> files.put(path.text(), bytes));
    }

    Checkpoint checkpoint() {
        edge.partial((path, bytes) -> files.put(path.text(), bytes));
        for (int from = 0; from < entries.size(); from += TilePath.FULL) {
            List<byte[]> bundle = entries.subList(from, Math.min(entries.size(), from + TilePath.FULL));
            files.put(TilePath.entries(from / TilePath.FULL, bundle.size()).text(), EntryBundle.encode(bundle));
        }
        Checkpoint checkpoint = signer.sign(new TreeHead(ORIGIN, edge.size(), edge.head()));
        files.put("checkpoint", checkpoint.encode());
        return checkpoint;
    }

    Tile tile(TilePath path) {
        return Tile.decode(files.get(path.text()), path.width());
    }

    TreeProofs proofs() {
        Map<TilePath, Tile> read = new HashMap<>();
        return new TreeProofs(new TileNodes(edge.size(), path -> read.computeIfAbsent(path, this::tile)));
    }

    /** The tree as RFC 9162 section 2.1.1 defines it, word for word and slowly. */
    static TreeHash definition(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        return TreeHash.ofChildren(definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
    }

    List<TreeHash> leaves() {
        return entries.stream().map(TreeHash::ofLeaf).toList();
    }
}
