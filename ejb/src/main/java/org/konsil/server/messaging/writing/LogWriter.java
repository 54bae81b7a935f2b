package org.konsil.server.messaging.writing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.platform.health.DatabaseRoom;

/**
 * Takes what devices want written, writes what waits together, and answers each when it is on disk and not before. One thread
 * writes, so that requests take effect in the order in which they came; another tells, so that the next batch is written
 * meanwhile.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LogWriter {

    /** Beyond so many requests, or bytes of them, new messages are refused. */
    static final int MOST_WAITING = 8192;

    static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;

    @Inject
    LogBatch batch;

    @Inject
    Event<LogsWritten> written;

    @Inject
    DatabaseRoom room;

    @Resource
    ManagedThreadFactory threads;

    private final Line line = new Line(MOST_WAITING, MOST_WAITING_BYTES);
    private final Teller teller = new Teller(line, news -> written.fire(news));

    @PostConstruct
    void start() {
        new BatchWriter(line, this::write, teller).startIn(threads);
        teller.startIn(threads);
    }

    private Written write(List<LogRequest> requests) {
        // A cursor needs no room, so it says nothing of it.
        return requests.stream().anyMatch(MessageRequest.class::isInstance)
                ? room.watch(() -> batch.write(requests))
                : batch.write(requests);
    }

    @PreDestroy
    void stop() {
        line.close();
    }

    /** Fetched once and kept: no interceptor is in the way of a message. */
    public LogEntrance entrance() {
        return (request, answer) -> line.add(new Pending(request, answer));
    }
}
