package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.welcome.GroupContext;

/**
 * A group for storage, in two parts that belong together: {@code epoch} changes with proposals and commits and is as large as
 * the tree; {@code messageKeys} changes with each message and does not grow with the group. Both are secret: encrypt
 * them, overwrite the one before, and never restore an older one, since that would use a key twice.
 */
public record GroupArchive(SecretBytes epoch, SecretBytes messageKeys) implements AutoCloseable {

    private static final int FORMAT = 1;

    static GroupArchive of(GroupState state, PastEpochs past, Ledger ledger, boolean over) {
        List<GroupState> states = new ArrayList<>();
        past.states().forEach(states::add);
        states.add(state);
        MlsStruct epoch = writer -> writer.u8(FORMAT)
                .u8(over ? 1 : 0)
                .u16(state.context().suite())
                .list(states)
                .struct(ledger);
        MlsStruct keys = writer -> writer.u8(FORMAT).vector(inner -> states.forEach(one -> write(inner, one)));
        return new GroupArchive(SecretBytes.owning(epoch.encode()), SecretBytes.owning(keys.encode()));
    }

    private static void write(MlsWriter writer, GroupState one) {
        writer.u64(one.context().epoch()).struct(one.messageKeys());
    }

    /** The group as it was saved; parts that do not belong together are refused, and then the device must join again. */
    public MlsGroup restore(Identity self, GroupEnvironment environment) {
        Map<Long, SecretTree> keys = using(messageKeys, reader -> {
            requireFormat(reader);
            Map<Long, SecretTree> found = new HashMap<>();
            reader.list(
                    PastEpochs.MOST + 1, inner -> found.put(inner.u64(), SecretTree.read(self.suite(), inner)) == null);
            return found;
        });
        return using(epoch, reader -> read(reader, keys, self, environment));
    }

    private static MlsGroup read(
            MlsReader reader, Map<Long, SecretTree> keys, Identity self, GroupEnvironment environment) {
        requireFormat(reader);
        boolean over = reader.u8() == 1;
        CipherSuite suite = CipherSuite.require(reader.u16());
        List<GroupState> states = reader.list(PastEpochs.MOST + 1, inner -> {
            return GroupState.read(inner, context -> requireKeys(keys, context));
        });
        Ledger ledger = Ledger.read(reader, suite);
        if (states.isEmpty() || states.size() != keys.size()) {
            throw new MlsValidationException(Fault.ARCHIVE_INCONSISTENT);
        }
        PastEpochs past = new PastEpochs();
        states.subList(0, states.size() - 1).forEach(past::keep);
        MlsGroup group = new MlsGroup(self, environment, states.get(states.size() - 1), ledger, past);
        if (over) {
            group.markOver();
        }
        return group;
    }

    private static SecretTree requireKeys(Map<Long, SecretTree> keys, GroupContext context) {
        SecretTree found = keys.get(context.epoch());
        if (found == null) {
            throw new MlsValidationException(Fault.ARCHIVE_INCONSISTENT);
        }
        return found;
    }

    private static void requireFormat(MlsReader reader) {
        if (reader.u8() != FORMAT) {
            throw new MlsFormatException("archive of another format");
        }
    }

    private static <T> T using(SecretBytes secret, Function<MlsReader, T> read) {
        byte[] bytes = secret.copyBytes();
        try {
            return MlsReader.readAll(bytes, read);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {
        epoch.close();
        messageKeys.close();
    }
}
