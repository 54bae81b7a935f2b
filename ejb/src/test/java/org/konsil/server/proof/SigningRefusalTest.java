package org.konsil.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.server.proof.sequencing.LogFixture;

/** Somebody has the database's password, or restored the database. */
@DisplayName("A9 N2 nothing is signed that contradicts what was signed before")
class SigningRefusalTest {

    private static final String EDIT = "update %1$s set %2$s = set_byte(%2$s, 5, get_byte(%2$s, 5) # 1) where %3$s";

    private static ServerLog server;

    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeAll
    static void starts() throws Exception {
        server = new ServerLog();
    }

    @AfterAll
    static void stops() throws IOException {
        server.close();
    }

    @BeforeEach
    void begins() throws IOException {
        server.empty();
        log = server.node(folder);
        server.happen(600);
        log.integrate();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A node that starts finds a turned bit in any row, and signs again once it is turned back")
    @CsvSource({
        "an old entry, proof_entry, body, position = 3",
        "the last entry, proof_entry, body, position = 600",
        "the key's statement, proof_entry, body, position = 0",
        "an old tile, proof_tile, hashes, level = 0 and position = 0",
        "the last tile, proof_tile, hashes, level = 0 and position = 2",
        "a tile above, proof_tile, hashes, level = 1",
        "the checkpoint, proof_checkpoint, note, true"
    })
    void findsATurnedBit(String what, String table, String column, String where) throws Exception {
        String turn = EDIT.formatted(table, column, where);
        server.edit(turn);

        refuses(server.node(folder));

        server.edit(turn);
        LogFixture restarted = server.node(folder);
        restarted.integrate();
        assertThat(restarted.signed().size()).isEqualTo(602);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A node that starts finds a row that is gone")
    @CsvSource({
        "an old entry, delete from proof_entry where position = 3, entry 3 of the proof log is gone",
        "the last entry, delete from proof_entry where position = 600, entry 600 of the proof log is gone",
        "all entries, delete from proof_entry, entry 0 of the proof log is gone",
        "an old tile, delete from proof_tile where level = 0 and position = 0, tile/0/000 of the proof log",
        "the last tile, delete from proof_tile where level = 0 and position = 2, tiles are not those",
        "the checkpoint, delete from proof_checkpoint, lacks what it signed"
    })
    void findsALostRow(String what, String edit, String found) throws Exception {
        server.edit(edit);

        LogFixture restarted = server.node(folder);
        refuses(restarted);
        assertThatThrownBy(restarted::integrate).hasMessageContaining(found);
    }

    @Test
    @DisplayName("A running node finds it where the log grows, and refuses until it is started anew")
    void findsItWhileRunning() throws Exception {
        String turn = EDIT.formatted("proof_tile", "hashes", "level = 0 and position = 2");
        server.edit(turn);

        refuses(log);
        server.edit(turn);
        refuses(log);

        LogFixture restarted = server.node(folder);
        restarted.integrate();
        assertThat(restarted.signed().size()).isEqualTo(603);
    }

    @Test
    @DisplayName(
            "A database from before the last checkpoint is noticed: by the node that goes on, and by one that starts")
    void refusesAnOlderDatabase() throws Exception {
        byte[] older = server.checkpoint();
        server.happen(3);
        log.integrate();

        restore(older, 601);
        refuses(server.node(folder));
        refuses(log);
    }

    @Test
    @DisplayName("A fork with the right key is refused: another history that is longer than the one that was signed")
    void refusesAFork() throws Exception {
        byte[] older = server.checkpoint();
        server.happen(3);
        log.integrate();
        byte[] remembered = Files.readAllBytes(folder.resolve("last-checkpoint"));

        // A node that has the key and does not remember signs anything.
        restore(older, 601);
        Files.write(folder.resolve("last-checkpoint"), older);
        server.edit("insert into proof_outbox (kind, at, subject) select 'device-removed', '2026-11-26T21:29:59Z',"
                + " '{\"device\":\"other\"}' from generate_series(1, 9)");
        server.node(folder).integrate();
        assertThat(server.count("proof_entry")).isEqualTo(610);

        Files.write(folder.resolve("last-checkpoint"), remembered);
        refuses(server.node(folder));
    }

    @Test
    @DisplayName("does not begin anew with another key when its own is gone, nor opens it with another password")
    void keepsItsKey() throws Exception {
        LogFixture other = server.node(folder);
        Files.writeString(folder.resolve("password"), "another password");
        refuses(other);

        LogFixture third = server.node(folder);
        Files.delete(folder.resolve("note-key.p12"));
        refuses(third);
        assertThatThrownBy(third::integrate).hasMessageContaining("its key is gone");
    }

    /** What waits goes on waiting. */
    private static void refuses(LogFixture node) {
        long entries = server.count("proof_entry");
        long waiting = server.count("proof_outbox");
        server.happen(1);

        assertThatThrownBy(node::integrate).isInstanceOf(SigningRefusedException.class);

        assertThat(node.isRefused()).isTrue();
        assertThat(server.count("proof_entry")).isEqualTo(entries);
        assertThat(server.count("proof_outbox")).isEqualTo(waiting + 1);
    }

    /** As a dump of that time would bring it back. */
    private static void restore(byte[] checkpoint, long size) {
        server.edit("delete from proof_entry where position >= " + size);
        server.edit(
                "update proof_tile set hashes = substring(hashes from 1 for 2848) where level = 0 and position = 2");
        server.edit("update proof_checkpoint set size = " + size + ", note = '\\x"
                + HexFormat.of().formatHex(checkpoint) + "'");
    }
}
