package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeProofs;

@DisplayName("A9 N2 the frozen log, made by Go's checksum-database code")
class ProofVectorTest {

    private static final JsonNode VECTORS = ProofVectors.all();
    private static final Map<Long, Checkpoint> SIGNED = new HashMap<>();
    private static TestLog log = new TestLog();

    @BeforeAll
    static void growsToItsSizes() {
        log = new TestLog();
        for (JsonNode head : VECTORS.get("heads")) {
            while (log.entries.size() < head.get("size").asLong()) {
                log.append(TestLog.entry(log.entries.size()));
            }
            SIGNED.put(head.get("size").asLong(), log.checkpoint());
        }
    }

    @Test
    @DisplayName("has the same head and the same checkpoint at every size, byte for byte")
    void signsTheSameHeads() {
        for (JsonNode head : VECTORS.get("heads")) {
            Checkpoint own = SIGNED.get(head.get("size").asLong());

            assertThat(own.hash().base64()).isEqualTo(head.get("hash").asText());
            assertThat(new String(own.encode(), StandardCharsets.UTF_8))
                    .isEqualTo(head.get("checkpoint").asText());
        }
    }

    @Test
    @DisplayName("names its key as Go does")
    void namesItsKey() {
        assertThat(log.signer.key().text()).isEqualTo(VECTORS.get("key").asText());
        assertThat(NoteKey.parse(VECTORS.get("key").asText())).isEqualTo(log.signer.key());
    }

    @Test
    @DisplayName("has the same inclusion paths, and they hold")
    void includesTheSame() {
        for (JsonNode one : VECTORS.get("inclusions")) {
            long index = one.get("index").asLong();
            long size = one.get("size").asLong();

            var path = proofs(size).inclusion(index, size);

            assertThat(path.hashes()).isEqualTo(ProofVectors.path(one));
            SIGNED.get(size).requireIncluded(TestLog.entry(index), index, path);
        }
    }

    @Test
    @DisplayName("has the same consistency paths, and they hold")
    void isConsistentAlike() {
        for (JsonNode one : VECTORS.get("consistencies")) {
            long earlier = one.get("earlier").asLong();
            long size = one.get("size").asLong();

            var path = proofs(size).consistency(earlier, size);

            assertThat(path.hashes()).isEqualTo(ProofVectors.path(one));
            SIGNED.get(size).requireGrownFrom(SIGNED.getOrDefault(earlier, signed(earlier)), path);
        }
    }

    @Test
    @DisplayName("has the same tiles")
    void hasTheSameTiles() throws GeneralSecurityException {
        for (JsonNode tile : VECTORS.get("tilesOf70000")) {
            TilePath path = TilePath.hashes(
                    tile.get("level").asInt(),
                    tile.get("index").asLong(),
                    tile.get("width").asInt());

            byte[] digest = MessageDigest.getInstance("SHA-256").digest(log.files.get(path.text()));

            assertThat(HexFormat.of().formatHex(digest))
                    .isEqualTo(tile.get("sha256").asText());
        }
    }

    @Test
    @DisplayName("is cosigned byte for byte")
    void isCosignedAlike() {
        Instant at = Instant.ofEpochSecond(VECTORS.get("cosignatureAt").asLong());
        Checkpoint eight = SIGNED.get(8L);
        NoteSigner witness = TestLog.signer(VECTORS.get("witness").asText(), NoteKind.WITNESS, 0x22);

        byte[] line = witness.cosign(eight, at);

        assertThat(new String(line, StandardCharsets.UTF_8))
                .isEqualTo(VECTORS.get("cosignatureOf8").asText());
        assertThat(eight.with(witness.key(), line).cosignatures(List.of(witness.key())))
                .singleElement()
                .satisfies(seen -> assertThat(seen.at()).isEqualTo(at));
    }

    @Test
    @DisplayName("a checkpoint is read back and written alike")
    void readsWhatItWrote() {
        byte[] bytes = SIGNED.get(1000L).encode();

        assertThat(UnverifiedCheckpoint.parse(bytes).check(log.signer.key()).encode())
                .isEqualTo(bytes);
    }

    private static TreeProofs proofs(long size) {
        TestLog whole = size == log.entries.size() ? log : TestLog.of((int) size);
        whole.checkpoint();
        return whole.proofs();
    }

    private static Checkpoint signed(long size) {
        return TestLog.of((int) size).checkpoint();
    }
}
