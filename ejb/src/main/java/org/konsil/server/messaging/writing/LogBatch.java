package org.konsil.server.messaging.writing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.hibernate.Session;
import org.konsil.server.messaging.queueing.ConversationLog;

/**
 * Writes what many devices want written, as one transaction with the same number of statements however much it is. What is
 * refused is refused alone. When it returned and its transaction committed, everything is on disk.
 */
@Stateless
public class LogBatch {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ConversationLog log;

    /** Requests of one conversation take effect in the order of the list. */
    public Written write(List<LogRequest> requests) {
        // Plain JDBC: an entity for each row would be made, watched, flushed and thrown away (decision 0043).
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> new BatchRun(new LogTables(connection), log.moment()).run(requests));
    }
}
