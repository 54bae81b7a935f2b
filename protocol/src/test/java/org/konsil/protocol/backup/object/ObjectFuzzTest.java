package org.konsil.protocol.backup.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** Whatever is read as a page, a manifest or an object is refused with the one exception, or is written as it was read. */
class ObjectFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void page(byte[] bytes) {
        try {
            assertThat(BackupFormat.read(bytes, IndexPage::read).encode()).isEqualTo(bytes);
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void manifest(byte[] bytes) {
        try {
            Manifest manifest = BackupFormat.read(bytes, Manifest::read);
            assertThat(manifest.encode()).isEqualTo(bytes);
            manifest.points()
                    .forEach(point -> assertThat(manifest.pagesOf(point)).hasSameSizeAs(point.pages()));
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    /** Whoever knows the key, such as a broken client, may have sealed anything. */
    @FuzzTest(maxDuration = "60s")
    void object(byte[] bytes) {
        byte[] id = new byte[BackupLimits.ID_BYTES];
        int length = Math.max(ObjectFormat.MIN_BYTES, bytes.length);
        if (!ObjectFormat.isLength(length)) {
            return;
        }
        try {
            SecretBytes key = SecretBytes.copyOf(new byte[BackupLimits.KEY_BYTES]);
            new ObjectEntry(Bytes.of(id), length, Manifest.hash(bytes), key)
                    .open(ObjectKind.SEGMENT, BackupId.of(id), bytes);
            throw new AssertionError("nobody sealed that");
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }
}
