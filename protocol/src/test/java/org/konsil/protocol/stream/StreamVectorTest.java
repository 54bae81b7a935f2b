package org.konsil.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("C2 A4 the frozen streams")
class StreamVectorTest {

    static List<StreamVectors.Case> cases() {
        return StreamVectors.cases();
    }

    static List<StreamVectors.Refused> refused() {
        return StreamVectors.refused();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areMadeByteForByte(StreamVectors.Case one) throws IOException, GeneralSecurityException {
        byte[] sealed = one.seal();

        assertThat(sealed).hasSize(one.expected().get("sealedBytes").asInt()).hasSize((int)
                StreamFormat.sealedLength(one.plain().length));
        String hex = HexFormat.of().formatHex(sealed);
        assertThat(hex).startsWith(one.expected().get("header").asText());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sealed)))
                .isEqualTo(one.expected().get("sealedSha256").asText());
        if (one.expected().has("sealed")) {
            assertThat(hex).isEqualTo(one.expected().get("sealed").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areOpenedFromTheBeginningAndAtAnyPlace(StreamVectors.Case one) throws IOException {
        byte[] sealed = one.seal();

        try (OpeningStream stream = new OpeningStream(new ByteArrayInputStream(sealed), one.secret(), one.context());
                SealedFile file = new SealedFile(new InMemory(sealed), one.secret(), one.context())) {
            assertThat(stream.readAllBytes()).isEqualTo(one.plain());
            assertThat(file.read(0, Integer.MAX_VALUE)).isEqualTo(one.plain());
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedWhenChanged(StreamVectors.Refused changed) {
        SecretBytes key = SecretBytes.copyOf(changed.key());

        assertThatThrownBy(() -> new OpeningStream(new ByteArrayInputStream(changed.sealed()), key, changed.context())
                        .readAllBytes())
                .isInstanceOfSatisfying(
                        StreamRefusedException.class,
                        refusal -> assertThat(refusal.fault()).isEqualTo(changed.fault()))
                .hasMessage(changed.fault().name());
    }
}
