package org.konsil.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.konsil.protocol.content.ledger.CompletenessLedger;

/** Whatever was decrypted is refused with the one exception, or is in its bounds and can be taken by the ledger. */
class ContentFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void content(byte[] bytes) {
        try {
            ReceivedContent read = ContentFormat.read(bytes);
            CompletenessLedger ledger = new CompletenessLedger(0);
            if (read.isInChain()) {
                ledger.content("anna", read, false);
            }
            if (read.content().hasPart()) {
                new SplitText().take(read.content().getPart());
            }
            assertThat(read.content().getMessageId().size()).isEqualTo(ContentLimits.ID_BYTES);
        } catch (ContentRefusedException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }
}
