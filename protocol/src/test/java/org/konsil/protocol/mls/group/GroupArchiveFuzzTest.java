package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extensions;

/** What is read from storage is refused with an exception of ours, or read: storage may be damaged, or somebody else's. */
class GroupArchiveFuzzTest {

    private static final GroupEnvironment ENVIRONMENT = new Hospital().environment();
    private static final Identity SELF = Hospital.identity("anna", CipherSuite.P256);
    private static final MlsGroup GROUP = group();
    private static final SortedMap<String, SecretBytes> GOOD = GROUP.save().parts();

    private static MlsGroup group() {
        MlsGroup group = MlsGroup.create(SELF, Bytes.of(new byte[16]), Extensions.NONE, ENVIRONMENT);
        OwnKeyPackage added = Hospital.identity("ben", CipherSuite.P256)
                .newKeyPackage(Device.p256("x").lifetime());
        group.accept(group.commit(CommitPlan.adding(added.keyPackage())));
        group.proposeUpdate();
        return group;
    }

    /** The second byte and those after it, or a good part with some bytes changed: two say where, the third what. */
    private static byte[] content(SecretBytes good, byte[] bytes) {
        if (bytes[0] >= 0) {
            return Arrays.copyOfRange(bytes, 1, bytes.length);
        }
        byte[] changed = good.copyBytes();
        for (int at = 1; at + 2 < bytes.length; at += 3) {
            int place = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            changed[place % changed.length] = bytes[at + 2];
        }
        return changed;
    }

    /** The first byte says which part is replaced and how; the seal is made to fit, as by whoever can write all. */
    @FuzzTest(maxDuration = "45s")
    void archive(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        List<String> names = new ArrayList<>(GOOD.keySet());
        SortedMap<String, SecretBytes> parts = new TreeMap<>(GOOD);
        String name = names.get((bytes[0] & 0x7f) % names.size());
        parts.put(name, SecretBytes.owning(content(GOOD.get(name), bytes)));
        if (!name.equals(ArchiveSeal.NAME)) {
            ArchiveSeal seal = new ArchiveSeal(CipherSuite.P256);
            parts.forEach((part, content) -> {
                if (!part.equals(ArchiveSeal.NAME)) {
                    seal.put(part, content);
                }
            });
            parts.put(ArchiveSeal.NAME, seal.next());
        }
        try {
            MlsGroup restored = new GroupArchive(parts).restore(SELF, ENVIRONMENT);
            assertThat(restored.save().parts()).containsKey(ArchiveSeal.NAME);
        } catch (MlsFormatException | MlsValidationException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "45s")
    void stagedCommit(byte[] bytes) {
        try {
            GROUP.restoreStaged(SecretBytes.copyOf(bytes)).close();
        } catch (MlsFormatException | MlsValidationException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @FuzzTest(maxDuration = "45s")
    void ownKeyPackage(byte[] bytes) {
        try {
            assertThat(MlsReader.readAll(bytes, OwnKeyPackage::read).encode()).isEqualTo(bytes);
        } catch (MlsFormatException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
