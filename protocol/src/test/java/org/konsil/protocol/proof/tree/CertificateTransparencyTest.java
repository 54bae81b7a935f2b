package org.konsil.protocol.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The eight leaves, heads and paths that the tests of certificate transparency use everywhere. */
@DisplayName("N2 the tree of certificate transparency's tests")
class CertificateTransparencyTest {

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> HEADS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final String FIRST_TWO = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String THIRD_AND_FOURTH = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String FIRST_FOUR = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String LAST_FOUR = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String LAST_TWO = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";

    private final List<TreeHash> leaves =
            LEAVES.stream().map(HexFormat.of()::parseHex).map(TreeHash::ofLeaf).toList();
    private final TreeProofs proofs = new TreeProofs(this::node);

    @Test
    void hasTheKnownHeads() {
        for (int size = 0; size < HEADS.size(); size++) {
            assertThat(proofs.head(size)).isEqualTo(hash(HEADS.get(size)));
        }
    }

    @Test
    void hasTheKnownInclusionPaths() {
        assertThat(proofs.inclusion(0, 8).hashes()).isEqualTo(hashes(SECOND, THIRD_AND_FOURTH, LAST_FOUR));
        assertThat(proofs.inclusion(5, 8).hashes()).isEqualTo(hashes(FIFTH, LAST_TWO, FIRST_FOUR));
        assertThat(proofs.inclusion(2, 3).hashes()).isEqualTo(hashes(FIRST_TWO));
        assertThat(proofs.inclusion(1, 5).hashes()).isEqualTo(hashes(HEADS.get(1), THIRD_AND_FOURTH, FIFTH));
    }

    @Test
    void hasTheKnownConsistencyPaths() {
        String fifthAndSixth = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

        assertThat(proofs.consistency(1, 8).hashes()).isEqualTo(hashes(SECOND, THIRD_AND_FOURTH, LAST_FOUR));
        assertThat(proofs.consistency(2, 5).hashes()).isEqualTo(hashes(THIRD_AND_FOURTH, FIFTH));
        assertThat(proofs.consistency(6, 8).hashes()).isEqualTo(hashes(fifthAndSixth, LAST_TWO, FIRST_FOUR));
    }

    private TreeHash node(int height, long index) {
        return height == 0
                ? leaves.get((int) index)
                : TreeHash.ofChildren(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }

    private static List<TreeHash> hashes(String... hex) {
        return new ArrayList<>(
                Stream.of(hex).map(CertificateTransparencyTest::hash).toList());
    }

    private static TreeHash hash(String hex) {
        return TreeHash.ofBytes(HexFormat.of().parseHex(hex));
    }
}
