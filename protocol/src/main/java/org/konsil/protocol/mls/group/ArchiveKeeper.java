package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeChanges;

/** Tells what of a group changed since it was last stored. Not thread-safe: its group guards it. */
final class ArchiveKeeper {

    /** So many changed nodes are stored beside the tree before the whole tree is written again, at the least. */
    private static final int FEW_NODES = 64;

    private final ArchiveSeal seal;
    private @Nullable RatchetTree stored;
    private boolean epochTouched;

    /** @param stored the tree in storage, null if nothing is there yet */
    ArchiveKeeper(ArchiveSeal seal, @Nullable RatchetTree stored) {
        this.seal = seal;
        this.stored = stored;
        this.epochTouched = stored == null;
    }

    /** What a group consists of; the states from the oldest to the current one. */
    record Content(List<GroupState> states, Ledger ledger, boolean over) {

        GroupState current() {
            return states.get(states.size() - 1);
        }
    }

    /** A proposal or commit changed more than message keys. */
    void touchEpoch() {
        epochTouched = true;
    }

    long version() {
        return seal.version();
    }

    ArchiveChange changes(Content content) {
        SortedMap<String, SecretBytes> put = new TreeMap<>();
        SortedSet<String> gone = new TreeSet<>();
        if (epochTouched) {
            putEpoch(content, put);
            gone.addAll(ofEpochsThatAreGone(content));
            epochTouched = false;
        }
        for (GroupState state : content.states()) {
            putKeys(state, state.messageKeys().touched(), put, gone);
        }
        put.forEach(seal::put);
        gone.forEach(seal::remove);
        put.put(ArchiveSeal.NAME, seal.next());
        return new ArchiveChange(put, gone);
    }

    /** All there is, whatever was stored before. */
    GroupArchive everything(Content content) {
        SortedMap<String, SecretBytes> put = new TreeMap<>();
        stored = null;
        putEpoch(content, put);
        epochTouched = false;
        for (GroupState state : content.states()) {
            state.messageKeys().touched();
            putKeys(state, state.messageKeys().names(), put, new TreeSet<>());
        }
        List<String> before = new ArrayList<>();
        seal.names().forEach(before::add);
        before.forEach(seal::remove);
        put.forEach(seal::put);
        put.put(ArchiveSeal.NAME, seal.next());
        return new GroupArchive(put);
    }

    private void putEpoch(Content content, SortedMap<String, SecretBytes> put) {
        RatchetTree now = content.current().tree();
        RatchetTree base = stored;
        int most = Math.max(FEW_NODES, now.width() / 2);
        if (base == null || TreeChanges.between(base, now).list().size() > most) {
            put.put(GroupArchive.TREE, SecretBytes.owning(now.toNodes().encode()));
            base = now.copy();
            stored = base;
        }
        RatchetTree beside = base;
        MlsStruct group = writer -> writer.u8(GroupArchive.FORMAT)
                .u8(content.over() ? 1 : 0)
                .u16(content.current().context().suite())
                .vector(inner -> write(inner, content, beside))
                .struct(content.ledger());
        put.put(GroupArchive.GROUP, SecretBytes.owning(group.encode()));
    }

    /** From the current epoch to the oldest, each tree by its differences from the one before it in the list. */
    private static void write(MlsWriter writer, Content content, RatchetTree stored) {
        RatchetTree beside = stored;
        for (int at = content.states().size() - 1; at >= 0; at--) {
            GroupState state = content.states().get(at);
            state.writeTo(writer, beside);
            beside = state.tree();
        }
    }

    private List<String> ofEpochsThatAreGone(Content content) {
        List<String> prefixes = content.states().stream()
                .map(state -> GroupArchive.prefix(state.context()))
                .toList();
        List<String> gone = new ArrayList<>();
        for (String name : seal.names()) {
            if (name.startsWith(GroupArchive.KEYS) && prefixes.stream().noneMatch(name::startsWith)) {
                gone.add(name);
            }
        }
        return gone;
    }

    private static void putKeys(
            GroupState state, SortedSet<String> names, SortedMap<String, SecretBytes> put, SortedSet<String> gone) {
        String prefix = GroupArchive.prefix(state.context());
        for (String name : names) {
            MlsStruct part = state.messageKeys().part(name);
            if (part == null) {
                gone.add(prefix + name);
            } else {
                put.put(prefix + name, SecretBytes.owning(part.encode()));
            }
        }
    }
}
