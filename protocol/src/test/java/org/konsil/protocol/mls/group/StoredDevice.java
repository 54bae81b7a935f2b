package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.framing.MlsMessage;

/**
 * A device as a client builds it on the library: every step is stored with the place in the server's log before anything is
 * sent or shown, what is to be sent stands in an outbox, and what waits is read before anything is sent.
 */
final class StoredDevice {

    private static final String CURSOR = "cursor";
    private static final String STAGED = "staged";
    private static final String OUTBOX = "outbox";
    private static final String SHOWN = "shown";
    private static final Set<String> OWN = Set.of(CURSOR, STAGED, OUTBOX, SHOWN);

    private final Identity self;
    private final GroupEnvironment environment;
    private final CrashingStore store;
    private final Log log;

    private MlsGroup group;
    private @Nullable StagedCommit staged;
    private int cursor;
    private byte[] outbox = {};
    private int shown;

    /** How often it had to join again. */
    int rejoined;

    /** The server: messages in order; of two commits of an epoch the first. */
    static final class Log {
        final List<MlsMessage> messages = new ArrayList<>();
        final List<byte[]> bytes = new ArrayList<>();

        /** Whether it took the message, now or before. */
        boolean add(MlsMessage message, long epochNow) {
            byte[] encoded = message.encode();
            if (bytes.stream().anyMatch(known -> Arrays.equals(known, encoded))) {
                return true;
            }
            boolean late = message.findPublicMessage()
                    .filter(commit -> commit.content().epoch() != epochNow)
                    .isPresent();
            if (!late) {
                messages.add(message);
                bytes.add(encoded);
            }
            return !late;
        }
    }

    private StoredDevice(Identity self, GroupEnvironment environment, CrashingStore store, Log log, MlsGroup group) {
        this.self = self;
        this.environment = environment;
        this.store = store;
        this.log = log;
        this.group = group;
    }

    static StoredDevice joined(
            Identity self, GroupEnvironment environment, CrashingStore store, Log log, MlsGroup group) {
        StoredDevice device = new StoredDevice(self, environment, store, log, group);
        device.cursor = log.messages.size();
        store.open();
        device.keep();
        return device;
    }

    /** After a crash: a process that knows nothing but the store. */
    static StoredDevice started(Identity self, GroupEnvironment environment, CrashingStore store, Log log) {
        SortedMap<String, byte[]> files = store.open();
        SortedMap<String, SecretBytes> parts = new TreeMap<>();
        files.forEach((name, bytes) -> {
            if (!OWN.contains(name)) {
                parts.put(name, SecretBytes.copyOf(bytes));
            }
        });
        MlsGroup group = new GroupArchive(parts).restore(self, environment);
        StoredDevice device = new StoredDevice(self, environment, store, log, group);
        device.cursor = number(files.get(CURSOR));
        device.shown = number(files.get(SHOWN));
        device.outbox = files.get(OUTBOX);
        byte[] stored = files.get(STAGED);
        device.staged = stored.length == 0 ? null : group.restoreStaged(SecretBytes.copyOf(stored));
        return device;
    }

    private static int number(byte[] bytes) {
        return java.nio.ByteBuffer.wrap(bytes).getInt();
    }

    private static byte[] bytes(int number) {
        return java.nio.ByteBuffer.allocate(4).putInt(number).array();
    }

    private void keep() {
        try (ArchiveChange change = group.changes()) {
            keep(change.put(), change.gone());
        }
    }

    private void keep(SortedMap<String, SecretBytes> parts, Set<String> gone) {
        SortedMap<String, byte[]> put = new TreeMap<>();
        parts.forEach((name, part) -> put.put(name, part.copyBytes()));
        put.put(CURSOR, bytes(cursor));
        put.put(SHOWN, bytes(shown));
        put.put(OUTBOX, outbox);
        put.put(STAGED, staged == null ? new byte[0] : group.save(staged).copyBytes());
        store.apply(put, gone);
    }

    MlsGroup group() {
        return group;
    }

    int shown() {
        return shown;
    }

    /** Sends what a crash left in the outbox, then reads all that waits. */
    void catchUp(long epochNow) {
        if (outbox.length > 0) {
            log.add(MlsMessage.decode(outbox), epochNow);
            store.point();
            outbox = new byte[0];
            keep();
        }
        while (cursor < log.messages.size()) {
            readOne(log.messages.get(cursor));
            store.point();
        }
    }

    private void readOne(MlsMessage message) {
        boolean text = false;
        try {
            text = MlsGroupTest.receive(group, message) instanceof Received.Application;
            if (!text) {
                dropStaged();
            }
        } catch (MlsValidationException refused) {
            if (refused.fault() == Fault.OWN_COMMIT) {
                group.accept(Objects.requireNonNull(staged));
                staged = null;
            } else if (refused.fault() != Fault.KEY_USED_OR_GONE) {
                throw refused;
            }
        }
        cursor++;
        shown += text ? 1 : 0;
        keep();
    }

    private void dropStaged() {
        if (staged != null) {
            staged.close();
            staged = null;
        }
    }

    void send(byte[] text, long epochNow) {
        outbox = group.seal(text, Bytes.EMPTY).encode();
        keep();
        store.point();
        log.add(MlsMessage.decode(outbox), epochNow);
        store.point();
        outbox = new byte[0];
        keep();
    }

    void commit(long epochNow) {
        dropStaged();
        staged = group.commit(CommitPlan.refreshing());
        keep();
        store.point();
        log.add(staged.commit(), epochNow);
        store.point();
        catchUp(epochNow);
    }

    /** The state is lost or an old copy: in again by an external commit, whose epoch everybody goes on with. */
    void joinAgain(MlsGroup helper) {
        ExternalJoin join =
                MlsGroup.joinExternally(self, helper.groupInfo(true), null, (long) group.ownLeaf(), environment);
        log.add(join.commit(), helper.context().epoch());
        dropStaged();
        group = join.enter();
        outbox = new byte[0];
        cursor = log.messages.size();
        rejoined++;
        Set<String> before = new HashSet<>(store.open().keySet());
        try (GroupArchive fresh = group.save()) {
            before.removeAll(fresh.parts().keySet());
            before.removeAll(OWN);
            keep(fresh.parts(), before);
        }
    }

    @Override
    public String toString() {
        try (MlsWriter writer = new MlsWriter()) {
            return "at " + cursor + ", epoch " + group.context().epoch() + writer.toBytes();
        }
    }
}
