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
import java.util.function.Consumer;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.messaging.OverloadedException;

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

    @Resource
    ManagedThreadFactory threads;

    private final Line line = new Line(MOST_WAITING, MOST_WAITING_BYTES);
    private final Teller teller = new Teller(line, news -> written.fire(news));

    @PostConstruct
    void start() {
        new BatchWriter(line, requests -> batch.write(requests), teller).startIn(threads);
        teller.startIn(threads);
    }

    @PreDestroy
    void stop() {
        line.close();
    }

    /**
     * Has it written, with whatever else waits.
     *
     * @param answer told once, on a thread that must not be kept; what it is told was written is on disk
     * @throws OverloadedException if more waits than is kept; nothing happens then
     */
    public void write(LogRequest request, Consumer<Answer> answer) {
        line.add(new Pending(request, answer));
    }
}
