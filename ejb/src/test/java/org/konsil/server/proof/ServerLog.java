package org.konsil.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.server.certification.TestCas;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.proof.proving.PublishedLogFixture;
import org.konsil.server.proof.sequencing.LogFixture;

/** A hospital's log on a real PostgreSQL: what happened, what is given out, and whoever edits its tables. */
final class ServerLog implements AutoCloseable {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T21:30:00Z"), ZoneOffset.UTC);

    private final TestDatabase database = new TestDatabase();
    private final TestCas cas = new TestCas(CLOCK);

    ServerLog() throws Exception {}

    /** Without what an earlier test did. */
    void empty() {
        edit("truncate proof_outbox, proof_entry, proof_tile, proof_checkpoint, proof_witness");
        edit("update proof_witnessing set asked_size = 0, asked_note = null, witnessed_size = 0, witnessed_note = null,"
                + " witnessed_at = null, waiting_since = null");
    }

    /** A node that starts, with what lies in its folder. */
    LogFixture node(Path folder) throws IOException {
        return new LogFixture(database.countedDatabase(), folder, cas, CLOCK);
    }

    TestCas cas() {
        return cas;
    }

    /** How many statements the act asks of the database. */
    long statements(Runnable act) {
        return database.statements(act);
    }

    <T> T inTransaction(Function<EntityManager, T> act) {
        return database.inTransaction(act);
    }

    void happen(int events) {
        edit("insert into proof_outbox (kind, at, subject) select 'device-removed', '2026-11-26T21:29:59Z',"
                + " '{\"device\":\"' || n || '\"}' from generate_series(1, " + events + ") n");
    }

    /** As somebody does it who has the database's password. */
    void edit(String sql) {
        try (Connection connection = database.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    long count(String table) {
        return database.inTransaction(
                entities -> ((Number) entities.createNativeQuery("select count(*) from " + table, Long.class)
                                .getSingleResult())
                        .longValue());
    }

    byte[] checkpoint() {
        return database.inTransaction(
                entities -> PublishedLogFixture.of(entities).checkpoint());
    }

    byte[] file(String name) {
        return database.inTransaction(
                entities -> PublishedLogFixture.of(entities).file(name));
    }

    byte[] certificate(String sha256) {
        return database.inTransaction(
                entities -> PublishedLogFixture.certificates(entities).require(sha256));
    }

    /** All entries of that checkpoint's tree, out of the published files; entries, tiles and head belong together. */
    List<String> published(Checkpoint checkpoint) {
        List<byte[]> entries = new ArrayList<>();
        TileEdge edge = new TileEdge();
        for (long tile = 0; tile * TilePath.FULL < checkpoint.size(); tile++) {
            int width = TilePath.width(0, tile, checkpoint.size());
            entries.addAll(EntryBundle.decode(file(TilePath.entries(tile, width).text()), width));
            Tile hashes = Tile.decode(file(TilePath.hashes(0, tile, width).text()), width);
            hashes.hashes()
                    .forEach(hash -> edge.append(
                            hash, (path, bytes) -> assertThat(file(path.text())).isEqualTo(bytes)));
        }
        assertThat(edge.head()).isEqualTo(checkpoint.hash());
        TileEdge fromEntries = new TileEdge();
        entries.forEach(entry -> fromEntries.append(TreeHash.ofLeaf(entry), (path, bytes) -> {}));
        assertThat(fromEntries.head()).isEqualTo(checkpoint.hash());
        return entries.stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
