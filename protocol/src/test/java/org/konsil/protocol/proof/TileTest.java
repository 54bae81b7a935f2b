package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TilePath;

@DisplayName("A9 the files of a log")
class TileTest {

    @Test
    @DisplayName("are named as tlog-tiles says, and each has one name")
    void areNamedOnce() {
        assertThat(TilePath.hashes(0, 1234067, 256).text()).isEqualTo("tile/0/x001/x234/067");
        assertThat(TilePath.entries(0, 17).text()).isEqualTo("tile/entries/000.p/17");
        for (String name : List.of("tile/0/x001/x234/067", "tile/7/999.p/255", "tile/entries/x001/000.p/1")) {
            assertThat(TilePath.parse(name).text()).isEqualTo(name);
        }
        for (String name : List.of(
                "tile/8/000",
                "tile/0/00",
                "tile/0/x000/001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/0/x001/x234/x067",
                "tile/hashes/000",
                "",
                "tile/0/" + "x999/".repeat(6) + "000",
                "tile/0/\u0661\u0661\u0661")) {
            assertThatThrownBy(() -> TilePath.parse(name)).isInstanceOf(ProofRefusedException.class);
        }
    }

    @Test
    @DisplayName("are full up to the end of the tree, and as wide as it needs there (the example of 70,000 entries)")
    void areAsWideAsTheTreeNeeds() {
        assertThat(TilePath.width(0, 272, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(0, 273, 70_000)).isEqualTo(112);
        assertThat(TilePath.width(0, 274, 70_000)).isZero();
        assertThat(TilePath.width(1, 0, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(1, 1, 70_000)).isEqualTo(17);
        assertThat(TilePath.width(2, 0, 70_000)).isEqualTo(1);
        assertThat(TilePath.width(0, 1, 256)).isZero();
        assertThat(TilePath.width(7, 0, Long.MAX_VALUE)).isEqualTo(127);
    }

    @Test
    @DisplayName("have exactly as many hashes or entries as their name says")
    void haveExactlyTheirWidth() {
        TestLog log = TestLog.of(5);
        log.checkpoint();
        byte[] tile = log.files.get("tile/0/000.p/5");
        byte[] bundle = log.files.get("tile/entries/000.p/5");

        assertThat(Tile.decode(tile, 5).encode()).isEqualTo(tile);
        assertThat(EntryBundle.encode(EntryBundle.decode(bundle, 5))).isEqualTo(bundle);
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.decode(cut, 5)).isInstanceOf(ProofRefusedException.class);
        }
        for (int width : new int[] {1, 4, 6}) {
            assertThatThrownBy(() -> Tile.decode(tile, width)).isInstanceOf(ProofRefusedException.class);
            assertThatThrownBy(() -> EntryBundle.decode(bundle, width)).isInstanceOf(ProofRefusedException.class);
        }
        assertThatThrownBy(() -> Tile.decode(new byte[0], 0)).isInstanceOf(ProofRefusedException.class);
    }

    @Test
    @DisplayName("take entries up to 65,535 bytes")
    void boundEntries() {
        byte[] longest = new byte[EntryBundle.MOST_ENTRY_BYTES];

        assertThat(EntryBundle.decode(EntryBundle.encode(List.of(longest)), 1).get(0))
                .isEqualTo(longest);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[longest.length + 1])))
                .isInstanceOf(ProofRefusedException.class);
    }
}
