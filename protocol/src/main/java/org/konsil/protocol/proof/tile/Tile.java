package org.konsil.protocol.proof.tile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.tree.TreeHash;

/** Up to 256 neighbouring hashes of a level, and the nodes above them that are complete. */
public final class Tile {

    /** From the hashes themselves upwards; each list is half as long as the one before. */
    private final List<List<TreeHash>> heights = new ArrayList<>();

    private Tile(List<TreeHash> hashes) {
        heights.add(hashes);
        for (List<TreeHash> below = hashes; below.size() > 1; ) {
            List<TreeHash> above = new ArrayList<>(below.size() / 2);
            for (int i = 0; i + 1 < below.size(); i += 2) {
                above.add(TreeHash.ofChildren(below.get(i), below.get(i + 1)));
            }
            heights.add(above);
            below = above;
        }
    }

    public static Tile of(List<TreeHash> hashes) {
        if (hashes.isEmpty() || hashes.size() > TilePath.FULL) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return new Tile(List.copyOf(hashes));
    }

    /** Reads a file that must have {@code width} hashes. */
    public static Tile decode(byte[] bytes, int width) {
        if (bytes.length != width * TreeHash.BYTES) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        List<TreeHash> hashes = new ArrayList<>(width);
        byte[] hash = new byte[TreeHash.BYTES];
        for (int i = 0; i < width; i++) {
            System.arraycopy(bytes, i * TreeHash.BYTES, hash, 0, TreeHash.BYTES);
            hashes.add(TreeHash.ofBytes(hash));
        }
        return of(hashes);
    }

    public byte[] encode() {
        return encode(hashes());
    }

    static byte[] encode(List<TreeHash> hashes) {
        byte[] bytes = new byte[hashes.size() * TreeHash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, i * TreeHash.BYTES);
        }
        return bytes;
    }

    public List<TreeHash> hashes() {
        return Collections.unmodifiableList(heights.get(0));
    }

    /** The node {@code height} above the hashes, 0 to 8; the hashes below it must be there. */
    public TreeHash node(int height, int index) {
        Objects.checkIndex(height, heights.size());
        return heights.get(height).get(index);
    }
}
