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
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.LogMoment;
import org.konsil.server.messaging.queueing.Member;

/** The log's tables, for many rows at a time: each method is one exchange with the database, with arrays for parameters. */
final class LogTables {

    // What the operator set for commits stays: it may be more than "on", as with a standby.
    private static final String BEGIN = "select set_config('enable_seqscan', 'off', true),"
            + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
            + " set_config('plan_cache_mode', 'force_generic_plan', true), set_config('synchronous_commit',"
            + " case when ? then current_setting('synchronous_commit') else 'off' end, true)";

    // In one order for everybody, so that two batches never wait for each other.
    private static final String LOCK =
            "select id, epoch, last_seq, delivered_seq, founded_at, removal_epoch, removal_since from conversation"
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
            + " returning conversation_id, message_id, seq, epoch, received_at)"
            + " insert into accepted_message (conversation_id, message_id, seq, epoch, received_at, expires_at)"
            + " select conversation_id, message_id, seq, epoch, received_at, ? from stored";

    private static final String UPDATE = "update conversation c set last_seq = n.last_seq,"
            + " delivered_seq = n.delivered_seq from unnest(?::uuid[], ?::bigint[], ?::bigint[])"
            + " as n(id, last_seq, delivered_seq) where c.id = n.id";

    private static final String MOVE = "update membership m set acked_seq = n.acked_seq"
            + " from unnest(?::bigint[], ?::bigint[]) as n(id, acked_seq) where m.id = n.id";

    private static final String END = "delete from membership where id = any(?)";

    private static final String LOWEST = "select m.conversation_id, min(m.acked_seq),"
            + " min(m.acked_seq) filter (where m.until_seq is null) from membership m"
            + " where m.conversation_id = any(?) and m.reading group by m.conversation_id";

    private static final String DELETE = "delete from envelope e"
            + " using unnest(?::uuid[], ?::bigint[]) as n(conversation_id, seq)"
            + " where e.conversation_id = n.conversation_id and e.seq <= n.seq";

    // One way to the database and back for what is needed together; each sees what those before it did.
    private static final String READ = String.join(";", BEGIN, LOCK, READERS, ACCEPTED);
    private static final String STORE_AND_UPDATE = String.join(";", STORE, UPDATE);
    private static final String MOVE_CURSORS = String.join(";", MOVE, END, LOWEST);

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
     * What a batch is decided by.
     *
     * @param logs nobody else changes them until the transaction ends
     */
    record Found(
            Map<ConversationId, LogState> logs, Map<Reader, ReaderState> readers, Map<Name, Acceptance> accepted) {}

    /**
     * Begins a batch: locks the logs, and reads what there is then. Plans are made once: for a batch of one, planning costs more
     * than the statement. Since a plan outlives the table that it was made for, and one that reads a whole table because it is
     * small today would still do so when it is large, each row is looked for by its index.
     *
     * @param durable whether the commit waits for the disk; else it is there some moments later, and after a crash perhaps
     *     not, but never without what was committed before it
     */
    Found begin(boolean durable, Set<ConversationId> ids, Set<Reader> devices, Set<Name> names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setBoolean(1, durable);
            statement.setArray(2, uuids(ids, ConversationId::value));
            statement.setArray(3, uuids(devices, who -> who.conversation().value()));
            statement.setArray(4, uuids(devices, who -> who.device().value()));
            statement.setArray(5, uuids(names, name -> name.conversation().value()));
            statement.setArray(6, uuids(names, name -> name.message().value()));
            statement.execute();
            return new Found(logs(next(statement)), readers(next(statement)), accepted(next(statement)));
        }
    }

    /** The rows of the next statement of several. */
    private static ResultSet next(PreparedStatement several) throws SQLException {
        if (!several.getMoreResults()) {
            throw new SQLException("A statement gave no rows");
        }
        return several.getResultSet();
    }

    private static Map<ConversationId, LogState> logs(ResultSet rows) throws SQLException {
        Map<ConversationId, LogState> logs = new HashMap<>();
        while (rows.next()) {
            LogState log = new LogState(conversation(rows, 1), rows.getLong(2), instant(rows, 5), removal(rows));
            log.lastSeq = rows.getLong(3);
            log.deliveredSeq = rows.getLong(4);
            logs.put(log.id, log);
        }
        return logs;
    }

    private static Conversation.@Nullable Removal removal(ResultSet rows) throws SQLException {
        Long epoch = rows.getObject(6, Long.class);
        return epoch == null ? null : new Conversation.Removal(epoch, instant(rows, 7));
    }

    private static Map<Reader, ReaderState> readers(ResultSet rows) throws SQLException {
        Map<Reader, ReaderState> readers = new HashMap<>();
        while (rows.next()) {
            DeviceId device = new DeviceId(rows.getObject(3, UUID.class));
            Member member = new Member(device, rows.getInt(4), rows.getLong(5), rows.getLong(6));
            ReaderState state =
                    new ReaderState(rows.getLong(1), member, rows.getObject(7, Long.class), rows.getLong(8));
            readers.put(new Reader(conversation(rows, 2), device), state);
        }
        return readers;
    }

    private static Map<Name, Acceptance> accepted(ResultSet rows) throws SQLException {
        Map<Name, Acceptance> accepted = new HashMap<>();
        while (rows.next()) {
            Name name = new Name(conversation(rows, 1), new MessageId(rows.getObject(2, UUID.class)));
            accepted.put(name, new Acceptance(rows.getLong(3), rows.getLong(4), instant(rows, 5)));
        }
        return accepted;
    }

    /** Stores application messages and what a repeat of each is answered. */
    void store(List<Envelope> envelopes, LogMoment moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            setStored(statement, envelopes, moment);
            statement.executeUpdate();
        }
    }

    /** {@link #store}, and {@link #update} of their logs. */
    void storeAndUpdate(List<Envelope> envelopes, LogMoment moment, Collection<LogState> changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE_AND_UPDATE)) {
            setUpdated(statement, setStored(statement, envelopes, moment), changed);
            statement.executeUpdate();
        }
    }

    /** @return the number of the next parameter */
    private int setStored(PreparedStatement statement, List<Envelope> envelopes, LogMoment moment) throws SQLException {
        statement.setObject(1, at(moment.receivedAt()));
        statement.setObject(2, at(moment.expiresAt()));
        statement.setArray(
                3, uuids(envelopes, envelope -> envelope.conversation().value()));
        statement.setArray(4, longs(envelopes, Envelope::seq));
        statement.setArray(5, longs(envelopes, Envelope::epoch));
        statement.setArray(6, uuids(envelopes, envelope -> envelope.message().value()));
        byte[][] contents =
                envelopes.stream().map(envelope -> envelope.body().bytes()).toArray(byte[][]::new);
        statement.setArray(7, connection.createArrayOf("bytea", contents));
        statement.setObject(8, at(moment.forgetRepeatsAt()));
        return 9;
    }

    void update(Collection<LogState> logs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            setUpdated(statement, 1, logs);
            statement.executeUpdate();
        }
    }

    private void setUpdated(PreparedStatement statement, int first, Collection<LogState> logs) throws SQLException {
        statement.setArray(first, uuids(logs, log -> log.id.value()));
        statement.setArray(first + 1, longs(logs, log -> log.lastSeq));
        statement.setArray(first + 2, longs(logs, log -> log.deliveredSeq));
    }

    /**
     * Moves cursors.
     *
     * @param through those who left, and have read all that they may
     * @return how far everybody is then, in the conversations of those who moved
     */
    Map<ConversationId, Lowest> moveCursors(
            Collection<ReaderState> moved, Collection<ReaderState> through, Set<ConversationId> conversations)
            throws SQLException {
        Map<ConversationId, Lowest> lowest = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(MOVE_CURSORS)) {
            statement.setArray(1, longs(moved, reader -> reader.row));
            statement.setArray(2, longs(moved, reader -> reader.ackedSeq));
            statement.setArray(3, longs(through, reader -> reader.row));
            statement.setArray(4, uuids(conversations, ConversationId::value));
            statement.execute();
            statement.getMoreResults();
            ResultSet rows = next(statement);
            while (rows.next()) {
                lowest.put(
                        conversation(rows, 1),
                        new Lowest(rows.getObject(2, Long.class), rows.getObject(3, Long.class)));
            }
        }
        return lowest;
    }

    /** Deletes what everybody has; the answers to repeats of it go at their time. */
    void delete(Map<ConversationId, Long> upTo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, uuids(upTo.keySet(), ConversationId::value));
            statement.setArray(2, longs(upTo.values(), Function.identity()));
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
