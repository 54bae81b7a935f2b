package org.konsil.server.messaging.writing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.queueing.LogMoment;
import org.konsil.server.messaging.queueing.Member;

/** The log's tables, for many rows at a time: each method is one statement, with arrays for parameters. */
final class LogTables {

    private static final String PREFER_INDEXES = "set local enable_seqscan = off";

    // In one order for everybody, so that two batches never wait for each other.
    private static final String LOCK = "select id, epoch, last_seq, delivered_seq, founded_at from conversation"
            + " where id = any(?) order by id for no key update";

    private static final String READERS =
            "select m.id, m.conversation_id, m.device_id, m.leaf, m.from_seq, m.from_epoch,"
                    + " m.until_seq, m.acked_seq from unnest(?::uuid[], ?::uuid[]) as asked(conversation_id, device_id)"
                    + " join membership m using (conversation_id, device_id) where m.reading";

    private static final String ACCEPTED = "select a.conversation_id, a.message_id, a.seq, a.epoch, a.received_at"
            + " from unnest(?::uuid[], ?::uuid[]) as asked(conversation_id, message_id)"
            + " join accepted_message a using (conversation_id, message_id)";

    private static final String STORE = "with stored as (insert into envelope"
            + " (conversation_id, seq, kind, epoch, message_id, content, received_at, expires_at)"
            + " select n.conversation_id, n.seq, 2, n.epoch, n.message_id, n.content, ?, ?"
            + " from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::uuid[], ?::bytea[])"
            + " as n(conversation_id, seq, epoch, message_id, content)"
            + " returning conversation_id, message_id, seq, epoch, received_at, expires_at)"
            + " insert into accepted_message (conversation_id, message_id, seq, epoch, received_at, expires_at)"
            + " select conversation_id, message_id, seq, epoch, received_at, expires_at from stored";

    private static final String UPDATE = "update conversation c set last_seq = n.last_seq,"
            + " delivered_seq = n.delivered_seq from unnest(?::uuid[], ?::bigint[], ?::bigint[])"
            + " as n(id, last_seq, delivered_seq) where c.id = n.id";

    private static final String MOVE = "update membership m set acked_seq = n.acked_seq"
            + " from unnest(?::bigint[], ?::bigint[]) as n(id, acked_seq) where m.id = n.id";

    private static final String END = "delete from membership where id = any(?)";

    private static final String LOWEST = "select m.conversation_id, min(m.acked_seq),"
            + " min(m.acked_seq) filter (where m.until_seq is null) from membership m"
            + " where m.conversation_id = any(?) and m.reading group by m.conversation_id";

    private static final String DELETE = "with gone as (delete from envelope e"
            + " using unnest(?::uuid[], ?::bigint[]) as n(conversation_id, seq)"
            + " where e.conversation_id = n.conversation_id and e.seq <= n.seq"
            + " returning e.conversation_id, e.message_id)"
            + " update accepted_message a set expires_at = ? from gone g where a.conversation_id = g.conversation_id"
            + " and a.message_id = g.message_id and a.expires_at > ?";

    private final Connection connection;

    LogTables(Connection connection) {
        this.connection = connection;
    }

    /** A device in a conversation. */
    record Reader(ConversationId conversation, DeviceId device) {}

    /** A message as its sender calls it. */
    record Name(ConversationId conversation, MessageId message) {}

    /**
     * How far those came who are furthest behind; null if there is nobody.
     *
     * @param ofReaders of all that may still read
     * @param ofMembers of the current members that read
     */
    record Lowest(@Nullable Long ofReaders, @Nullable Long ofMembers) {

        static final Lowest NOBODY = new Lowest(null, null);
    }

    /**
     * A prepared plan outlives the table that it was made for: one that reads a whole table because it is small today would
     * still do so when it is large.
     */
    void preferIndexes() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PREFER_INDEXES)) {
            statement.execute();
        }
    }

    /** The logs as they are now; nobody else changes them until the transaction ends. */
    Map<ConversationId, LogState> lock(Set<ConversationId> ids) throws SQLException {
        Map<ConversationId, LogState> logs = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, uuids(ids, ConversationId::value));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LogState log = new LogState(conversation(rows, 1), rows.getLong(2), instant(rows, 5));
                    log.lastSeq = rows.getLong(3);
                    log.deliveredSeq = rows.getLong(4);
                    logs.put(log.id, log);
                }
            }
        }
        return logs;
    }

    Map<Reader, ReaderState> readers(Set<Reader> asked) throws SQLException {
        Map<Reader, ReaderState> readers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READERS)) {
            statement.setArray(1, uuids(asked, who -> who.conversation().value()));
            statement.setArray(2, uuids(asked, who -> who.device().value()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    DeviceId device = new DeviceId(rows.getObject(3, UUID.class));
                    Member member = new Member(device, rows.getInt(4), rows.getLong(5), rows.getLong(6));
                    ReaderState state =
                            new ReaderState(rows.getLong(1), member, rows.getObject(7, Long.class), rows.getLong(8));
                    readers.put(new Reader(conversation(rows, 2), device), state);
                }
            }
        }
        return readers;
    }

    Map<Name, Acceptance> accepted(Set<Name> names) throws SQLException {
        Map<Name, Acceptance> accepted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(ACCEPTED)) {
            statement.setArray(1, uuids(names, name -> name.conversation().value()));
            statement.setArray(2, uuids(names, name -> name.message().value()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Name name = new Name(conversation(rows, 1), new MessageId(rows.getObject(2, UUID.class)));
                    accepted.put(name, new Acceptance(rows.getLong(3), rows.getLong(4), instant(rows, 5)));
                }
            }
        }
        return accepted;
    }

    /** Stores application messages and what a repeat of each is answered. */
    void store(List<Envelope> envelopes, LogMoment moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            statement.setObject(1, at(moment.receivedAt()));
            statement.setObject(2, at(moment.expiresAt()));
            statement.setArray(
                    3, uuids(envelopes, envelope -> envelope.conversation().value()));
            statement.setArray(4, longs(envelopes, Envelope::seq));
            statement.setArray(5, longs(envelopes, Envelope::epoch));
            statement.setArray(
                    6, uuids(envelopes, envelope -> envelope.message().value()));
            byte[][] contents =
                    envelopes.stream().map(envelope -> envelope.body().bytes()).toArray(byte[][]::new);
            statement.setArray(7, connection.createArrayOf("bytea", contents));
            statement.executeUpdate();
        }
    }

    void update(Collection<LogState> logs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setArray(1, uuids(logs, log -> log.id.value()));
            statement.setArray(2, longs(logs, log -> log.lastSeq));
            statement.setArray(3, longs(logs, log -> log.deliveredSeq));
            statement.executeUpdate();
        }
    }

    void moveCursors(Collection<ReaderState> readers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setArray(1, longs(readers, reader -> reader.row));
            statement.setArray(2, longs(readers, reader -> reader.ackedSeq));
            statement.executeUpdate();
        }
    }

    /** They left, and have read that. */
    void end(Collection<ReaderState> readers) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setArray(1, longs(readers, reader -> reader.row));
            statement.executeUpdate();
        }
    }

    Map<ConversationId, Lowest> lowest(Set<ConversationId> ids) throws SQLException {
        Map<ConversationId, Lowest> lowest = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOWEST)) {
            statement.setArray(1, uuids(ids, ConversationId::value));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lowest.put(
                            conversation(rows, 1),
                            new Lowest(rows.getObject(2, Long.class), rows.getObject(3, Long.class)));
                }
            }
        }
        return lowest;
    }

    /** Deletes what everybody has; the answers to repeats of it go at their time. */
    void delete(Map<ConversationId, Long> upTo, LogMoment moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, uuids(upTo.keySet(), ConversationId::value));
            statement.setArray(2, longs(upTo.values(), Function.identity()));
            statement.setObject(3, at(moment.forgetRepeatsAt()));
            statement.setObject(4, at(moment.forgetRepeatsAt()));
            statement.executeUpdate();
        }
    }

    private <T> java.sql.Array uuids(Collection<T> values, Function<T, UUID> id) throws SQLException {
        return connection.createArrayOf("uuid", values.stream().map(id).toArray());
    }

    private <T> java.sql.Array longs(Collection<T> values, Function<T, Long> number) throws SQLException {
        return connection.createArrayOf("int8", values.stream().map(number).toArray(Long[]::new));
    }

    private static ConversationId conversation(ResultSet rows, int column) throws SQLException {
        return new ConversationId(rows.getObject(column, UUID.class));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
