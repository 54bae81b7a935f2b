package org.konsil.protocol.backup.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.protocol.backup.Refusals.assertRefused;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

@Label("A8 any object of a backup")
class ObjectPropertyTest {

    private static final int MOST = 100_000;

    private final BackupId backup = BackupId.of(new byte[BackupLimits.ID_BYTES]);

    @Property(tries = 200)
    @Label("comes back as it was, and has a length that objects have")
    void comesBackAsItWas(@ForAll @IntRange(max = MOST) int length, @ForAll long seed) {
        byte[] content = random(seed, length);

        SealedObject sealed = SealedObject.of(ObjectKind.SEGMENT, backup, content);

        byte[] stored = sealed.stored().toArray();
        assertThat(sealed.entry().open(ObjectKind.SEGMENT, backup, stored)).isEqualTo(content);
        assertThat(ObjectFormat.isLength(stored.length)).isTrue();
        assertThat(SealedObject.of(ObjectKind.SEGMENT, backup, content).stored())
                .isNotEqualTo(sealed.stored());
    }

    @Property(tries = 200)
    @Label("is refused after any change, under its own hash and under that of the changed bytes")
    void isRefusedAfterAnyChange(
            @ForAll @IntRange(max = 40_000) int length,
            @ForAll long seed,
            @ForAll @IntRange(max = 50_000) int place,
            @ForAll @IntRange(max = 7) int bit) {
        SealedObject sealed = SealedObject.of(ObjectKind.SEGMENT, backup, random(seed, length));
        byte[] changed = sealed.stored().toArray();
        int at = place % changed.length;
        changed[at] ^= (byte) (1 << bit);
        ObjectEntry entry = sealed.entry();
        ObjectEntry following = new ObjectEntry(entry.id(), entry.bytes(), Manifest.hash(changed), entry.key());

        assertRefused(BackupFault.OBJECT_SWAPPED, () -> entry.open(ObjectKind.SEGMENT, backup, changed));
        assertRefused(
                at == 0 ? BackupFault.NOT_IN_FORMAT : BackupFault.OBJECT_FORGED,
                () -> following.open(ObjectKind.SEGMENT, backup, changed));
    }

    @Property(tries = 200)
    @Label("is refused as another kind, of another backup, by another name, with another key")
    void isRefusedOutOfItsPlace(@ForAll @IntRange(max = 40_000) int length, @ForAll long seed) {
        SealedObject sealed = SealedObject.of(ObjectKind.SEGMENT, backup, random(seed, length));
        byte[] stored = sealed.stored().toArray();
        ObjectEntry entry = sealed.entry();
        BackupId another = BackupId.of(random(seed, BackupLimits.ID_BYTES));
        Bytes name = Bytes.of(random(seed, BackupLimits.ID_BYTES));
        SecretBytes key = SecretBytes.copyOf(random(seed, BackupLimits.KEY_BYTES));

        assertRefused(BackupFault.OBJECT_FORGED, () -> entry.open(ObjectKind.PAGE, backup, stored));
        assertRefused(BackupFault.OBJECT_FORGED, () -> entry.open(ObjectKind.SEGMENT, another, stored));
        assertRefused(
                BackupFault.OBJECT_FORGED,
                () -> new ObjectEntry(name, entry.bytes(), entry.hash(), entry.key())
                        .open(ObjectKind.SEGMENT, backup, stored));
        assertRefused(
                BackupFault.OBJECT_FORGED,
                () -> new ObjectEntry(entry.id(), entry.bytes(), entry.hash(), key)
                        .open(ObjectKind.SEGMENT, backup, stored));
    }

    @Property
    @Label("is padded by at most an eighth, and to the same length again")
    void isPaddedALittle(@ForAll @LongRange(min = 1025, max = 1L << 40) long bytes) {
        long padded = Padding.padded(bytes);

        assertThat(padded).isBetween(bytes, bytes + bytes / 8);
        assertThat(Padding.padded(padded)).isEqualTo(padded);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
