package org.konsil.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

@Label("C2 a text in parts")
class SplitTextTest {

    private static final ByteString ID = ByteString.copyFrom(new byte[ContentLimits.ID_BYTES]);

    private static List<Part> partsOf(String text) {
        Manifest signed = SplitText.manifestOf(ID, text)
                .setSignature(ByteString.copyFromUtf8("signature"))
                .build();
        return SplitText.parts(signed, text);
    }

    @Property(tries = 60)
    @Label("says what is missing from any order of any of its parts")
    void saysWhatIsMissing(@ForAll @IntRange(min = 1, max = 400_000) int length, @ForAll long seed) {
        Random random = new Random(seed);
        String text = random.ints(length, 0x20, 0x250)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        List<Part> parts = new ArrayList<>(partsOf(text));
        Collections.shuffle(parts, random);
        SplitText split = new SplitText();
        List<Integer> open = new ArrayList<>();
        parts.forEach(part -> open.add(part.getIndex()));
        Collections.sort(open);

        for (Part part : parts) {
            assertThat(split.text()).isEmpty();
            split.take(part);
            open.remove((Integer) part.getIndex());
            assertThat(split.missing()).isEqualTo(open);
        }

        assertThat(split.text()).contains(text);
    }

    @Test
    void refusesAPartThatItsManifestDoesNotName() {
        Part part = partsOf("x".repeat(200_000)).get(1);
        Part forged = part.toBuilder().setContent(ByteString.copyFromUtf8("y")).build();
        Part moved = part.toBuilder().setIndex(0).build();

        assertThatThrownBy(() -> new SplitText().take(forged)).hasMessage("PART_FORGED");
        assertThatThrownBy(() -> new SplitText().take(moved)).hasMessage("PART_FORGED");
    }

    @Test
    void refusesAPartOfAnotherManifest() {
        SplitText split = new SplitText();
        split.take(partsOf("x".repeat(200_000)).get(0));

        assertThatThrownBy(() -> split.take(partsOf("y".repeat(200_000)).get(1)))
                .hasMessage("PART_FORGED");
    }

    @Test
    void refusesALengthThatItsPartsDoNotHave() {
        String text = "text";
        Manifest lying = SplitText.manifestOf(ID, text).setBytes(5).build();
        SplitText split = new SplitText();
        SplitText.parts(lying, text).forEach(split::take);

        assertThatThrownBy(split::text).hasMessage("PART_FORGED");
    }

    @Test
    void takesNothingThatIsTooLongToSplit() {
        String text = "x".repeat(ContentLimits.MAX_PARTS * ContentLimits.MAX_PART_BYTES + 1);

        assertThatThrownBy(() -> SplitText.manifestOf(ID, text)).isInstanceOf(IllegalArgumentException.class);
    }
}
