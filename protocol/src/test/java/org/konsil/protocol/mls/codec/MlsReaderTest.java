package org.konsil.protocol.mls.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.Vectors;

@DisplayName("C1 reading of RFC 9420's presentation language")
class MlsReaderTest {

    private static <T> T read(String hex, Function<MlsReader, T> structure) {
        return MlsReader.readAll(HexFormat.of().parseHex(hex), structure);
    }

    @Test
    void readsTheLengthsOfDeserializationJson() {
        for (JsonNode one : Vectors.cases("deserialization")) {
            int length = MlsReader.readAll(Vectors.hex(one.get("vlbytes_header")), MlsReader::variableLength);

            assertThat(length).isEqualTo(one.get("length").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000", "403f", "80000000", "80003fff"})
    void refusesALengthThatIsNotInItsShortestForm(String hex) {
        assertThatThrownBy(() -> read(hex, MlsReader::variableLength))
                .isInstanceOf(MlsFormatException.class)
                .hasMessageContaining("shortest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "ffffffff", "c000000000000000"})
    void refusesALengthWithTheReservedPrefix(String hex) {
        assertThatThrownBy(() -> read(hex, MlsReader::variableLength)).isInstanceOf(MlsFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "40", "4040", "bfffffff", "bfffffff00000000"})
    void refusesAVectorLongerThanWhatIsLeft(String hex) {
        assertThatThrownBy(() -> read(hex, MlsReader::opaque)).isInstanceOf(MlsFormatException.class);
        assertThatThrownBy(() -> read(hex, reader -> reader.list(9, MlsReader::u8)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesAnEntryThatReachesBeyondItsList() {
        assertThatThrownBy(() -> read("0301020304", reader -> reader.list(9, MlsReader::u16)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesMoreEntriesThanAllowed() {
        List<Integer> three = read("03010203", reader -> reader.list(3, MlsReader::u8));

        assertThat(three).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> read("03010203", reader -> reader.list(2, MlsReader::u8)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesAnEntryThatTakesNoBytes() {
        assertThatThrownBy(() -> read("0101", reader -> reader.list(9, inner -> 1)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesAnOptionalThatIsNeitherAbsentNorPresent() {
        Integer absent = read("00", reader -> reader.optional(MlsReader::u8));
        Integer present = read("0107", reader -> reader.optional(MlsReader::u8));

        assertThat(absent).isNull();
        assertThat(present).isEqualTo(7);
        assertThatThrownBy(() -> read("0207", reader -> reader.optional(MlsReader::u8)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesBytesAfterTheEndAndMoreThanTheMaximum() {
        assertThatThrownBy(() -> read("0102", MlsReader::u8)).isInstanceOf(MlsFormatException.class);
        assertThatThrownBy(() -> MlsReader.readAll(new byte[Limits.MESSAGE_BYTES + 1], MlsReader::rest))
                .isInstanceOf(MlsFormatException.class);
        assertThat(MlsReader.readAll(new byte[Limits.MESSAGE_BYTES], MlsReader::rest)
                        .length())
                .isEqualTo(Limits.MESSAGE_BYTES);
    }

    @Test
    void readsNumbersAsUnsigned() {
        assertThat(read("ff", MlsReader::u8)).isEqualTo(255);
        assertThat(read("fffe", MlsReader::u16)).isEqualTo(65534);
        assertThat(read("fffffffe", MlsReader::u32)).isEqualTo(4294967294L);
        assertThat(read("fffffffffffffffe", MlsReader::u64)).isEqualTo(-2L);
    }

    @Property
    void readsWhatWasWritten(@ForAll byte[] opaque, @ForAll long number, @ForAll List<Long> list) {
        byte[] bytes;
        try (MlsWriter writer = new MlsWriter()) {
            bytes = writer.opaque(opaque)
                    .u64(number)
                    .vector(inner -> list.forEach(inner::u64))
                    .toByteArray();
        }

        MlsReader.readAll(bytes, reader -> {
            assertThat(reader.opaque().toArray()).isEqualTo(opaque);
            assertThat(reader.u64()).isEqualTo(number);
            assertThat(reader.list(Limits.ENTRIES, MlsReader::u64)).isEqualTo(list);
            return true;
        });
    }
}
