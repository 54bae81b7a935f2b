package org.konsil.client.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeProofs;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/** A log with its key, honest or not: it signs whatever its entries are. */
final class GrowingLog {

    static final String NAME = "proof.klinikum.example/2026";

    final NoteSigner signer;
    private final List<TreeHash> leaves = new ArrayList<>();
    private final TreeProofs proofs = new TreeProofs(this::node);

    GrowingLog(int seed, int entries) {
        byte[] secret = new byte[NoteSigner.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        signer = NoteSigner.of(NAME, NoteKind.LOG, SecretBytes.owning(secret));
        grow(entries);
    }

    GrowingLog grow(int entries) {
        for (int i = 0; i < entries; i++) {
            leaves.add(TreeHash.ofLeaf(("entry " + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** As if this entry had been another one. */
    GrowingLog with(int place, String entry) {
        leaves.set(place, TreeHash.ofLeaf(entry.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The log as it was with so many entries. */
    GrowingLog cutTo(int entries) {
        leaves.subList(entries, leaves.size()).clear();
        return this;
    }

    Checkpoint checkpoint() {
        return signer.sign(new TreeHead(NAME, leaves.size(), proofs.head(leaves.size())));
    }

    byte[] question(long oldSize) {
        ConsistencyPath path = proofs.consistency(oldSize, leaves.size());
        return new AddCheckpoint(oldSize, path, checkpoint().encode()).encode();
    }

    private TreeHash node(int height, long index) {
        return height == 0
                ? leaves.get((int) index)
                : TreeHash.ofChildren(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }
}
