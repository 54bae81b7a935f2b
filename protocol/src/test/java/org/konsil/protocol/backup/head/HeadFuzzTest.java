package org.konsil.protocol.backup.head;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.backup.BackupVectors;

/** Whatever is read as a head is refused with the one exception, and never taken as signed. */
class HeadFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void head(byte[] bytes) {
        try {
            BackupHead head = BackupHead.decode(bytes);
            assertThat(head.encode()).isEqualTo(bytes);
            head.requireSignedBy(BackupVectors.root().bytes("headKey"));
            throw new AssertionError("nobody signed that");
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }
}
