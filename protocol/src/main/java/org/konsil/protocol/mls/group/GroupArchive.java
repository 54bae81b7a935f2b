package org.konsil.protocol.mls.group;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;

/**
 * A group for storage, in parts by name that belong together. A message changes the part of its sender and the small
 * {@code seal}; a commit the part {@code group}, and now and then {@code tree}. All parts are secret: encrypt them, overwrite the
 * ones before, and never restore older ones, since that would use keys twice.
 */
public record GroupArchive(SortedMap<String, SecretBytes> parts) implements AutoCloseable {

    static final int FORMAT = 2;
    static final String GROUP = "group";
    static final String TREE = "tree";
    static final String KEYS = "keys/";

    public GroupArchive {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    static String prefix(GroupContext context) {
        return KEYS + Long.toUnsignedString(context.epoch()) + "/";
    }

    /** This archive after a change. */
    public GroupArchive with(ArchiveChange change) {
        SortedMap<String, SecretBytes> changed = new TreeMap<>(parts);
        changed.keySet().removeAll(change.gone());
        changed.putAll(change.put());
        return new GroupArchive(changed);
    }

    /**
     * The group as it was stored; parts that do not belong together are refused, and then the device must join again. That
     * all of it is old is seen later, by the device's own messages that come back ({@link Fault#STATE_OUTDATED}): who can keep
     * the newest version elsewhere uses {@link #restoreNewest}.
     */
    public MlsGroup restore(Identity self, GroupEnvironment environment) {
        return restoreNewest(self, environment, 0);
    }

    /** @param newest the {@link MlsGroup#archiveVersion} of the last change; an archive before it is refused */
    public MlsGroup restoreNewest(Identity self, GroupEnvironment environment, long newest) {
        ArchiveSeal seal = ArchiveSeal.require(self.suite(), parts);
        if (Long.compareUnsigned(seal.version(), newest) < 0) {
            throw new MlsValidationException(Fault.ARCHIVE_OUTDATED);
        }
        TreeNodes nodes = require(parts, TREE).read(TreeNodes::read);
        RatchetTree stored = RatchetTree.of(self.suite(), nodes);
        ArchiveKeeper keeper = new ArchiveKeeper(seal, stored);
        ArchiveKeeper.Content content = require(parts, GROUP).read(reader -> read(reader, self.suite(), stored));
        return new MlsGroup(self, environment, content, keeper);
    }

    private ArchiveKeeper.Content read(MlsReader reader, CipherSuite suite, RatchetTree stored) {
        requireFormat(reader);
        boolean over = reader.u8() == 1;
        if (reader.u16() != suite.code()) {
            throw new MlsValidationException(Fault.UNSUPPORTED_SUITE);
        }
        RatchetTree[] beside = {stored};
        List<GroupState> states = reader.list(PastEpochs.MOST + 1, inner -> {
            GroupState state = GroupState.read(inner, beside[0], this::messageKeys);
            beside[0] = state.tree();
            return state;
        });
        Collections.reverse(states);
        if (states.isEmpty()) {
            throw new MlsValidationException(Fault.ARCHIVE_INCONSISTENT);
        }
        return new ArchiveKeeper.Content(states, Ledger.read(reader, suite), over);
    }

    private SecretTree messageKeys(GroupContext context, RatchetTree tree) {
        String prefix = prefix(context);
        SortedMap<String, SecretBytes> keys = new TreeMap<>();
        parts.tailMap(prefix).forEach((name, part) -> {
            if (name.startsWith(prefix)) {
                keys.put(name.substring(prefix.length()), part);
            }
        });
        return SecretTree.read(tree.suite(), tree.width(), keys);
    }

    static SecretBytes require(Map<String, SecretBytes> parts, String name) {
        SecretBytes found = parts.get(name);
        if (found == null) {
            throw new MlsValidationException(Fault.ARCHIVE_INCONSISTENT);
        }
        return found;
    }

    static void requireFormat(MlsReader reader) {
        if (reader.u8() != FORMAT) {
            throw new MlsFormatException("archive of another format");
        }
    }

    @Override
    public void close() {
        parts.values().forEach(SecretBytes::close);
    }
}
