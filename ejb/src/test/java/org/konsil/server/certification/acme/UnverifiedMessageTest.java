package org.konsil.server.certification.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.server.certification.acme.AcmeFixture.assertRefused;
import static org.konsil.server.certification.acme.AcmeFixture.utf8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

@DisplayName("A5: the form of signed ACME messages (RFC 8555, section 6.2)")
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnverifiedMessageTest {

    private static final String URL = "https://konsil.klinikum.example/acme/new-order";

    private final TestKey key = TestKey.p256();
    private final byte[] good =
            TestMessage.to(URL).jwk(key).nonce("n").payload("{}").signedBy(key);

    @Test
    @DisplayName("is read as it was written")
    void reads() {
        UnverifiedMessage message = UnverifiedMessage.read(good);

        assertThat(message.url()).isEqualTo(URL);
        assertThat(message.nonce()).contains("n");
        assertThat(message.payload()).asString().isEqualTo("{}");
        assertThat(message.key().orElseThrow().thumbprint()).isEqualTo(key.thumbprint());
        assertThat(message.kid()).isEmpty();
    }

    @Test
    @DisplayName("no beginning of a message is a message")
    void refusesTruncation() {
        for (int length = 0; length < good.length; length++) {
            byte[] part = Arrays.copyOf(good, length);
            assertRefused(AcmeRefusal.MALFORMED, () -> UnverifiedMessage.read(part));
        }
    }

    @Test
    @DisplayName("too large and too deep ones are refused before they are parsed")
    void refusesOversize() {
        assertRefused(
                AcmeRefusal.TOO_LARGE,
                () -> UnverifiedMessage.read(Arrays.copyOf(good, UnverifiedMessage.MAX_BYTES + 1)));
        assertRefused(AcmeRefusal.MALFORMED, () -> UnverifiedMessage.read(utf8("[".repeat(30_000))));
        assertRefused(AcmeRefusal.MALFORMED, () -> UnverifiedMessage.read(utf8("{\"a\":".repeat(5_000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"protected\":\"H\",\"payload\":\"\"}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signature\":\"\",\"header\":{}}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signature\":\"\",\"signature\":\"AA\"}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signatures\":[]}",
                "{\"protected\":\"H\",\"payload\":{},\"signature\":\"\"}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signature\":\"A=\"}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signature\":\"AB\"}",
                "{\"protected\":\"H\",\"payload\":\"a+b/\",\"signature\":\"\"}",
                "{\"protected\":\"bm8\",\"payload\":\"\",\"signature\":\"\"}",
                "{\"protected\":\"H\",\"payload\":\"\",\"signature\":\"\"} {}"
            })
    @DisplayName("what is no flattened JWS is refused")
    void refusesOtherForms(String form) {
        String head = head("{\"alg\":\"ES256\",\"url\":\"u\",\"kid\":\"k\"}");
        assertRefused(AcmeRefusal.MALFORMED, () -> UnverifiedMessage.read(utf8(form.replace("\"H\"", head))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"u\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"url\":\"u\"}",
                "{\"alg\":\"ES256\",\"url\":7,\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"url\":\"u\",\"kid\":\"k\",\"jwk\":{}}",
                "{\"alg\":\"ES256\",\"url\":\"u\",\"kid\":\"k\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"ES256\",\"alg\":\"none\",\"url\":\"u\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"url\":\"u\",\"jwk\":\"k\"}",
                "{\"alg\":\"ES256\",\"url\":\"u\",\"kid\":\"k\",\"nonce\":null}"
            })
    @DisplayName("what is no header of ACME is refused")
    void refusesOtherHeaders(String header) {
        String message = "{\"protected\":" + head(header) + ",\"payload\":\"\",\"signature\":\"\"}";
        assertRefused(AcmeRefusal.MALFORMED, () -> UnverifiedMessage.read(utf8(message)));
    }

    @Test
    @DisplayName("whatever is changed, nothing but a refusal comes of it, and no other bytes pass as signed")
    void survivesRandomChanges() {
        long seed = 20_261_126;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertThat(holdsOrIsRefused(changed))
                    .as("seed %d, round %d", seed, i)
                    .isTrue();
        }
    }

    private boolean holdsOrIsRefused(byte[] changed) {
        try {
            UnverifiedMessage message = UnverifiedMessage.read(changed);
            boolean verifies = message.key()
                    .map(found -> found.verifies(message.algorithm(), message.signed(), message.signature()))
                    .orElse(false);
            return !verifies
                    || Arrays.equals(
                            message.signed(), UnverifiedMessage.read(good).signed());
        } catch (AcmeRefusedException refused) {
            return true;
        }
    }

    private static String head(String json) {
        return "\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8))
                + "\"";
    }
}
