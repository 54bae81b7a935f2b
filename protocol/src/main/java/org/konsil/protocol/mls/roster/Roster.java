package org.konsil.protocol.mls.roster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.tree.TreeNodes;

/**
 * Who stands at which leaf: what somebody who only sees public handshake messages, such as the server, can follow of a
 * ratchet tree. A roster never changes; each step gives the next one.
 */
public final class Roster {

    public static final Roster EMPTY = new Roster(new TreeMap<>());

    private final TreeMap<Integer, LeafNode> leaves;

    private Roster(TreeMap<Integer, LeafNode> leaves) {
        this.leaves = leaves;
    }

    public static Roster of(SortedMap<Integer, LeafNode> leaves) {
        return new Roster(new TreeMap<>(leaves));
    }

    public static Roster of(TreeNodes tree) {
        TreeMap<Integer, LeafNode> leaves = new TreeMap<>();
        List<MlsStruct> nodes = new ArrayList<>(tree.nodes());
        for (int place = 0; place < nodes.size(); place += 2) {
            if (nodes.get(place) instanceof LeafNode leaf) {
                leaves.put(place / 2, leaf);
            }
        }
        return new Roster(leaves);
    }

    /** Leaf index to leaf, without the blank ones. */
    public SortedMap<Integer, LeafNode> leaves() {
        return Collections.unmodifiableSortedMap(leaves);
    }

    public int size() {
        return leaves.size();
    }

    public Optional<LeafNode> find(long leaf) {
        return leaf < 0 || leaf >= Limits.LEAVES ? Optional.empty() : Optional.ofNullable(leaves.get((int) leaf));
    }

    public LeafNode require(long leaf) {
        return find(leaf).orElseThrow(() -> new MlsValidationException(Fault.UNKNOWN_LEAF));
    }

    /** Where the next leaf goes: the leftmost blank place (RFC 9420, section 7.7). */
    public int nextFree() {
        int free = 0;
        for (int taken : leaves.keySet()) {
            if (taken != free) {
                break;
            }
            free++;
        }
        return free;
    }

    public Roster add(LeafNode leaf) {
        int free = nextFree();
        if (free >= Limits.LEAVES) {
            throw new MlsValidationException(Fault.GROUP_TOO_LARGE);
        }
        TreeMap<Integer, LeafNode> next = new TreeMap<>(leaves);
        next.put(free, leaf);
        return new Roster(next);
    }

    public Roster remove(long leaf) {
        require(leaf);
        TreeMap<Integer, LeafNode> next = new TreeMap<>(leaves);
        next.remove((int) leaf);
        return new Roster(next);
    }

    /** The leaf replaced: by an Update, or by the path of a commit. */
    public Roster replace(long leaf, LeafNode changed) {
        require(leaf);
        TreeMap<Integer, LeafNode> next = new TreeMap<>(leaves);
        next.put((int) leaf, changed);
        return new Roster(next);
    }
}
