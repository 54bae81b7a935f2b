package org.konsil.protocol.backup.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.konsil.protocol.backup.BackupRefusedException;

/** Whatever the host gives as a slot, and whatever is typed as words, is refused with the one exception or read as it is. */
class KeyFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void slot(byte[] bytes) {
        try {
            assertThat(KeySlot.decode(bytes).encode()).isEqualTo(bytes);
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void words(byte[] bytes) {
        try (RecoveryCode code = RecoveryCode.parse(new String(bytes, StandardCharsets.UTF_8))) {
            assertThat(RecoveryCode.parse(String.join(" ", code.words())).words())
                    .isEqualTo(code.words());
        } catch (BackupRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }
}
