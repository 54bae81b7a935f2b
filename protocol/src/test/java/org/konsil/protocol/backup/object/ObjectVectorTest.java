package org.konsil.protocol.backup.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.protocol.backup.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupVectors;

@DisplayName("A8 the frozen objects of a backup")
class ObjectVectorTest {

    private final BackupId backup = BackupVectors.rootKey().id();

    static List<BackupVectors.Case> padding() {
        return BackupVectors.list("padding");
    }

    static List<BackupVectors.Case> segments() {
        return BackupVectors.list("segments");
    }

    static List<BackupVectors.Case> pages() {
        return BackupVectors.list("pages");
    }

    static List<BackupVectors.Case> refused() {
        return BackupVectors.list("objectsRefused");
    }

    @ParameterizedTest
    @MethodSource("padding")
    void arePaddedToLengthsThatSayLittle(BackupVectors.Case one) {
        assertThat(Padding.padded(one.node().get(0).asLong()))
                .isEqualTo(one.node().get(1).asLong());
    }

    @ParameterizedTest
    @MethodSource("segments")
    void areOpenedAsSegments(BackupVectors.Case one) {
        ObjectEntry entry = entry(one);
        byte[] content = BackupVectors.plain((int) one.number("contentBytes"));

        assertThat(entry.open(ObjectKind.SEGMENT, backup, one.bytes("stored"))).isEqualTo(content);
        assertThat(entry.encode()).isEqualTo(one.bytes("entry"));
        assertThat(entry.bytes()).isEqualTo((int) ObjectFormat.sealedBytes(content.length));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areOpenedAsPages(BackupVectors.Case one) {
        IndexPage page = IndexPage.open(entry(one), backup, one.bytes("stored"));

        assertThat(page.encode()).isEqualTo(one.bytes("content"));
        assertThat(page.segments().get(1).content()).isEqualTo(BackupClass.CONTENT);
        for (int at = 0; at < page.segments().size(); at++) {
            BackupVectors.Case segment = segments().get(at);
            assertThat(page.segments().get(at).object().open(ObjectKind.SEGMENT, backup, segment.bytes("stored")))
                    .hasSize((int) segment.number("contentBytes"));
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedWhenTheyAreNotTheOnes(BackupVectors.Case one) {
        byte[] stored = one.bytes("stored");

        if (one.text("kind").equals("page")) {
            assertRefused(one.fault(), () -> IndexPage.open(entry(one), backup, stored));
        } else {
            assertRefused(one.fault(), () -> entry(one).open(ObjectKind.SEGMENT, backup, stored));
        }
    }

    private static ObjectEntry entry(BackupVectors.Case one) {
        return BackupFormat.read(one.bytes("entry"), ObjectEntry::read);
    }
}
