package org.konsil.server.messaging.writing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeBody;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.queueing.LogMoment;

/**
 * One batch: lock the logs, read what the requests concern, decide each in its turn, write what was decided. Whatever else
 * changes a log or a cursor locks the log first, so what was read stays true.
 */
final class BatchRun {

    private final LogTables tables;
    private final LogMoment moment;
    private final List<Envelope> stored = new ArrayList<>();
    private final Set<ReaderState> moved = new LinkedHashSet<>();
    private final List<ConversationDelivered> delivered = new ArrayList<>();
    private Map<ConversationId, LogState> logs = Map.of();
    private Map<LogTables.Reader, ReaderState> readers = Map.of();
    private Map<LogTables.Name, Acceptance> accepted = Map.of();

    BatchRun(LogTables tables, LogMoment moment) {
        this.tables = tables;
        this.moment = moment;
    }

    Written run(List<LogRequest> requests) throws SQLException {
        begin(requests);
        List<Answer> answers = new ArrayList<>(requests.size());
        for (LogRequest request : requests) {
            answers.add(decide(request));
        }
        write();
        return new Written(answers, new LogsWritten(stored, delivered));
    }

    private void begin(List<LogRequest> requests) throws SQLException {
        Set<ConversationId> conversations = new LinkedHashSet<>();
        Set<LogTables.Reader> devices = new LinkedHashSet<>();
        Set<LogTables.Name> names = new LinkedHashSet<>();
        for (LogRequest request : requests) {
            conversations.add(request.conversation());
            devices.add(new LogTables.Reader(request.conversation(), request.device()));
            if (request instanceof MessageRequest message) {
                names.add(name(message));
            }
        }
        // What a lost cursor loses is that its device gets a message again, which it knows (decision 0049).
        boolean durable = !names.isEmpty();
        LogTables.Found found = tables.begin(durable, conversations, devices, names);
        logs = found.logs();
        readers = found.readers();
        accepted = found.accepted();
    }

    private void write() throws SQLException {
        if (moved.isEmpty()) {
            if (!stored.isEmpty()) {
                tables.storeAndUpdate(stored, moment, changed());
            }
            return;
        }
        if (!stored.isEmpty()) {
            tables.store(stored, moment);
        }
        moveCursors();
        if (!stored.isEmpty() || !delivered.isEmpty()) {
            tables.update(changed());
        }
    }

    private List<LogState> changed() {
        return logs.values().stream().filter(log -> log.changed).toList();
    }

    private static LogTables.Name name(MessageRequest message) {
        return new LogTables.Name(message.conversation(), message.submitted().message());
    }

    private Answer decide(LogRequest request) {
        LogState log = logs.get(request.conversation());
        ReaderState reader = readers.get(new LogTables.Reader(request.conversation(), request.device()));
        if (log == null || reader == null) {
            return Answer.refused(new UnknownConversationException(request.conversation()));
        }
        return request instanceof MessageRequest message
                ? decide(message, log, reader)
                : move(((CursorRequest) request).seq(), log, reader);
    }

    private Answer decide(MessageRequest request, LogState log, ReaderState sender) {
        if (!sender.isMember()) {
            return Answer.refused(new UnknownConversationException(request.conversation()));
        }
        Acceptance first = accepted.get(name(request));
        if (first != null) {
            return Answer.accepted(first);
        }
        try {
            request.rule().require(log.toConversation(), sender.member);
        } catch (PastEpochException | RemovalPendingException refused) {
            return Answer.refused(refused);
        }
        return Answer.accepted(append(request, log));
    }

    private Acceptance append(MessageRequest request, LogState log) {
        log.lastSeq++;
        log.changed = true;
        Envelope envelope = new Envelope(
                log.id,
                log.lastSeq,
                request.submitted().epoch(),
                request.submitted().message(),
                moment.receivedAt(),
                new EnvelopeBody(EnvelopeKind.MESSAGE, request.submitted().content()));
        stored.add(envelope);
        Acceptance acceptance = new Acceptance(envelope.seq(), envelope.epoch(), envelope.receivedAt());
        accepted.put(name(request), acceptance);
        return acceptance;
    }

    private Answer move(long seq, LogState log, ReaderState reader) {
        long reachable = Math.min(seq, Objects.requireNonNullElse(reader.untilSeq, log.lastSeq));
        if (reachable > reader.ackedSeq) {
            reader.ackedSeq = reachable;
            moved.add(reader);
        }
        return Answer.done();
    }

    /** Moves the cursors, then deletes what every reader has and sees how far every member came. */
    private void moveCursors() throws SQLException {
        List<ReaderState> through =
                moved.stream().filter(ReaderState::isThrough).toList();
        Map<ConversationId, Long> waited = new LinkedHashMap<>();
        readers.forEach((who, reader) -> {
            if (moved.contains(reader)) {
                waited.merge(who.conversation(), reader.ackedBefore, Math::min);
            }
        });
        settle(waited, tables.moveCursors(moved, through, waited.keySet()));
    }

    /**
     * @param waited the lowest cursor of those who moved: while somebody else's is lower, there is nothing that everybody
     *     has only now
     */
    private void settle(Map<ConversationId, Long> waited, Map<ConversationId, LogTables.Lowest> lowest)
            throws SQLException {
        Map<ConversationId, Long> everybodyHas = new LinkedHashMap<>();
        waited.forEach((id, before) -> {
            LogState log = Objects.requireNonNull(logs.get(id));
            LogTables.Lowest now = lowest.getOrDefault(id, LogTables.Lowest.NOBODY);
            long held = orElse(now.ofReaders(), log.lastSeq);
            if (held > before) {
                everybodyHas.put(id, held);
            }
            long ofMembers = orElse(now.ofMembers(), log.deliveredSeq);
            if (ofMembers > log.deliveredSeq) {
                log.deliveredSeq = ofMembers;
                log.changed = true;
                delivered.add(new ConversationDelivered(id, ofMembers));
            }
        });
        if (!everybodyHas.isEmpty()) {
            tables.delete(everybodyHas);
        }
    }

    private static long orElse(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
