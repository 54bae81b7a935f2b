package org.konsil.server.cluster.telling;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Topic;
import java.util.function.Consumer;
import org.konsil.server.cluster.ClusterSettings;

/** Tells the other nodes, if there are any. Nobody waits for it, and nothing is lost without being noticed there. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NewsTeller {

    @Inject
    ClusterSettings settings;

    @Resource(lookup = "java:/ConnectionFactory")
    ConnectionFactory broker;

    @Resource(lookup = "java:/jms/topic/konsil-news")
    Topic topic;

    @Resource
    ManagedThreadFactory threads;

    private final NewsLine line = new NewsLine();

    @PostConstruct
    void start() {
        settings.node()
                .ifPresent(node -> threads.newThread(new Telling(node, line, new TopicSender(broker, topic)))
                        .start());
    }

    @PreDestroy
    void stop() {
        line.end();
    }

    /** Adds to what is told next; does nothing if this node is alone. Public for the container, not for others. */
    public void tell(Consumer<NewsLine> addition) {
        if (settings.node().isPresent()) {
            addition.accept(line);
        }
    }
}
