package org.konsil.server.proof.sequencing;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;

/** The log's tables, in the transaction of one connection. */
final class LogTables {

    /** A node that hangs with the lock in its hand must not make the others hang: whoever waits is told after this. */
    private static final String LOCK =
            "set local lock_timeout = '5s';" + " select pg_advisory_xact_lock(hashtextextended('proof log', 150))";

    /** By a border, not by a list of ids: a plan for the empty table that this mostly is would compare each with each. */
    private static final String TAKE = "delete from proof_outbox where id <= (select max(id) from"
            + " (select id from proof_outbox order by id limit ?) as first) returning id, kind, at, subject";

    private static final String ENTRIES = "insert into proof_entry (position, body)"
            + " select position, body from unnest(?::bigint[], ?::bytea[]) as n(position, body)";
    private static final String BODIES =
            "select position, body from proof_entry where position >= ? and position < ? order by position";
    private static final String PUT_TILES = "insert into proof_tile (level, position, hashes)"
            + " select level, position, hashes from unnest(?::smallint[], ?::bigint[], ?::bytea[])"
            + " as n(level, position, hashes)"
            + " on conflict (level, position) do update set hashes = excluded.hashes";
    private static final String TILES = "select t.level, t.position, t.hashes from proof_tile t"
            + " join unnest(?::smallint[], ?::bigint[]) as n(level, position) using (level, position)";
    private static final String CHECKPOINT = "with older as (delete from proof_checkpoint where size < ?)"
            + " insert into proof_checkpoint (size, note) values (?, ?)";
    private static final String NEWEST = "select note from proof_checkpoint order by size desc limit 1";

    private final Connection connection;

    LogTables(Connection connection) {
        this.connection = connection;
    }

    /** An event that has no place yet. */
    record Waiting(long id, String kind, Instant at, String subject) {

        byte[] entry() {
            return EntryText.of(kind, at, subject).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** One writer in the whole cluster, until the transaction ends. */
    void lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.execute();
        }
    }

    /** Takes the oldest out of the outbox, for good if this transaction commits. */
    List<Waiting> take(int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    waiting.add(new Waiting(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            rows.getString(4)));
                }
            }
            waiting.sort(Comparator.comparingLong(Waiting::id));
            return waiting;
        }
    }

    void addEntries(long first, List<byte[]> bodies) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setArray(1, numbers(LongStream.range(first, first + bodies.size())));
            statement.setArray(2, bytes(bodies));
            statement.executeUpdate();
        }
    }

    /** An entry with its place. */
    record Entry(long position, byte[] body) {}

    /** Those that are there, in order. */
    List<Entry> entries(long from, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BODIES)) {
            statement.setLong(1, from);
            statement.setLong(2, to);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), rows.getBytes(2)));
                }
            }
            return entries;
        }
    }

    void putTiles(Map<TilePath, byte[]> tiles) throws SQLException {
        List<TilePath> paths = List.copyOf(tiles.keySet());
        try (PreparedStatement statement = connection.prepareStatement(PUT_TILES)) {
            bind(statement, paths);
            statement.setArray(3, bytes(paths.stream().map(tiles::get).toList()));
            statement.executeUpdate();
        }
    }

    /** The hashes of these tiles, as many as the tree of that time had; what came later is left out. */
    Map<TilePath, byte[]> tiles(List<TilePath> paths) throws SQLException {
        Map<TilePath, byte[]> tiles = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TILES)) {
            bind(statement, paths);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int level = rows.getInt(1);
                    long index = rows.getLong(2);
                    byte[] hashes = rows.getBytes(3);
                    paths.stream()
                            .filter(path -> path.level().orElseThrow() == level && path.index() == index)
                            .forEach(path -> tiles.put(path, cut(hashes, path.width())));
                }
            }
        }
        return tiles;
    }

    void putCheckpoint(Checkpoint checkpoint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT)) {
            statement.setLong(1, checkpoint.size());
            statement.setLong(2, checkpoint.size());
            statement.setBytes(3, checkpoint.encode());
            statement.executeUpdate();
        }
    }

    Optional<byte[]> newestCheckpoint() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
        }
    }

    private void bind(PreparedStatement statement, List<TilePath> paths) throws SQLException {
        statement.setArray(
                1, numbers(paths.stream().mapToLong(path -> path.level().orElseThrow())));
        statement.setArray(2, numbers(paths.stream().mapToLong(TilePath::index)));
    }

    private Array numbers(LongStream numbers) throws SQLException {
        return connection.createArrayOf("int8", numbers.boxed().toArray(Long[]::new));
    }

    private Array bytes(List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    private static byte[] cut(byte[] hashes, int width) {
        return Arrays.copyOf(hashes, Math.min(hashes.length, width * TreeHash.BYTES));
    }
}
