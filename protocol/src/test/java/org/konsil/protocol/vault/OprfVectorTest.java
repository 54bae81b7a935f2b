package org.konsil.protocol.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.protocol.vault.VaultVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("A2 the vectors of RFC 9380 and RFC 9497")
class OprfVectorTest {

    private static final JsonNode VECTORS = VaultVectors.read();
    private static final JsonNode OPRF = VECTORS.get("oprf");
    private static final SecureRandom RANDOM = new SecureRandom();

    static List<JsonNode> points() {
        return VaultVectors.list(VECTORS.get("hashToCurve").get("cases"));
    }

    static List<JsonNode> evaluations() {
        return VaultVectors.list(OPRF.get("cases"));
    }

    static List<JsonNode> refusedElements() {
        return VaultVectors.list(VECTORS.get("refusedElements"));
    }

    @ParameterizedTest
    @MethodSource("points")
    void aMessageHasItsPoint(JsonNode one) {
        byte[] tag = VECTORS.get("hashToCurve").get("tag").asText().getBytes(US_ASCII);
        String message = one.get("message").asText()
                + one.path("then").asText().repeat(one.path("times").asInt());

        ECPoint point = HashToCurve.point(message.getBytes(US_ASCII), tag).normalize();

        assertThat(point.getAffineXCoord().getEncoded()).isEqualTo(bytes(one, "x"));
        assertThat(point.getAffineYCoord().getEncoded()).isEqualTo(bytes(one, "y"));
    }

    @Test
    void aSeedHasItsKey() {
        assertThat(EvaluationKey.derive(bytes(OPRF, "seed"), bytes(OPRF, "info"))
                        .copyBytes())
                .isEqualTo(bytes(OPRF, "key"));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void anInputIsBlindedEvaluatedAndFinished(JsonNode one) throws ElementRefusedException {
        SecretBytes input = SecretBytes.copyOf(bytes(one, "input"));
        EvaluationKey key = EvaluationKey.decode(bytes(OPRF, "key"));

        try (Blinding blinding = Blinding.with(input, new BigInteger(1, bytes(one, "blind")), RANDOM)) {
            assertThat(blinding.blinded().encode()).isEqualTo(bytes(one, "blinded"));
            VaultElement evaluated = key.evaluate(VaultElement.decode(bytes(one, "blinded")), RANDOM);
            assertThat(evaluated.encode()).isEqualTo(bytes(one, "evaluated"));
            assertThat(blinding.finish(evaluated).copyBytes()).isEqualTo(bytes(one, "output"));
        }
    }

    @ParameterizedTest
    @MethodSource("refusedElements")
    void whatIsNoElementIsRefused(JsonNode one) {
        assertThatThrownBy(() -> VaultElement.decode(bytes(one, "element")))
                .as(one.get("name").asText())
                .isInstanceOf(ElementRefusedException.class)
                .hasMessage("no element of P-256");
    }
}
