package org.konsil.server.cluster.hearing;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Schedule;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Clock;
import java.time.Instant;
import org.konsil.server.cluster.ClusterSettings;
import org.konsil.server.cluster.NewsHeard;
import org.konsil.server.cluster.NewsMissed;
import org.konsil.server.cluster.NodeMessage;

/**
 * Takes from the topic what other nodes told, one message after another. Every node has its own copy of each message, also
 * of its own ones, which are not for it.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/topic/konsil-news"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NewsConsumer implements MessageListener {

    @Inject
    ClusterSettings settings;

    @Inject
    Hearing hearing;

    @Inject
    Event<NewsHeard> heard;

    @Inject
    Event<NewsMissed> missed;

    @Inject
    Clock clock;

    @Override
    public void onMessage(Message message) {
        NodeMessage told = NodeMessage.parse(text(message));
        if (settings.node().filter(told.node()::equals).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        if (hearing.hear(told, now)) {
            missed.fire(new NewsMissed());
        }
        heard.fire(new NewsHeard(told.news()));
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException unusable) {
            throw new IllegalArgumentException("not a text from a node", unusable);
        }
    }

    @Schedule(second = "*/2", minute = "*", hour = "*", persistent = false)
    void listen() {
        if (hearing.isSomebodySilent(clock.instant())) {
            missed.fire(new NewsMissed());
        }
    }
}
