package org.konsil.server.certification.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.konsil.server.certification.AcmeRefusedException;

/** Throws bytes at what reads messages of those whom nobody knows; nothing but a refusal may come of them. */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void message(byte[] bytes) {
        try {
            UnverifiedMessage message = UnverifiedMessage.read(bytes);
            message.key().ifPresent(key -> key.verifies(message.algorithm(), message.signed(), message.signature()));
            assertThat(message.signed()).asString().contains(".");
        } catch (AcmeRefusedException refused) {
            assertThat(refused.refusal()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void key(byte[] bytes) {
        try {
            AccountKey key = AccountKey.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(AccountKey.parse(key.json()).thumbprint()).isEqualTo(key.thumbprint());
        } catch (AcmeRefusedException refused) {
            assertThat(refused.refusal()).isNotNull();
        }
    }
}
