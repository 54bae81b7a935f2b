package org.konsil.server.cluster.telling;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** Sends texts to a topic, over one connection that is made again after a failure. For one thread. */
final class TopicSender implements AutoCloseable {

    /** What is older helps nobody: the listener has noticed by then that it is missing. */
    private static final long MILLIS_TO_LIVE = 30_000;

    private final ConnectionFactory broker;
    private final Topic topic;
    private @Nullable JMSContext open;

    TopicSender(ConnectionFactory broker, Topic topic) {
        this.broker = broker;
        this.topic = topic;
    }

    /** @throws JMSRuntimeException if the broker did not take it; the next one is tried on a new connection */
    void send(String text) {
        boolean sent = false;
        try {
            JMSContext context = open == null ? broker.createContext() : open;
            open = context;
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(MILLIS_TO_LIVE)
                    .send(topic, text);
            sent = true;
        } finally {
            if (!sent) {
                close();
            }
        }
    }

    @Override
    public void close() {
        JMSContext former = open;
        open = null;
        if (former != null) {
            former.close();
        }
    }
}
