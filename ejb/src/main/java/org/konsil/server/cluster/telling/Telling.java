package org.konsil.server.cluster.telling;

import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.konsil.server.cluster.NodeMessage;

/** The thread that tells: what there is, at once and together, or once a second that there is nothing. */
final class Telling implements Runnable {

    /** Listeners notice a loss at the next message, so there is always one soon. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final Logger LOGGER = System.getLogger(Telling.class.getName());

    private final String node;
    private final NewsLine line;
    private final TopicSender sender;
    private final UUID run = UUID.randomUUID();
    private long number;
    private boolean works = true;

    Telling(String node, NewsLine line, TopicSender sender) {
        this.node = node;
        this.line = line;
        this.sender = sender;
    }

    @Override
    public void run() {
        try (sender) {
            NewsLine.Taken next = line.take(LONGEST_SILENCE);
            while (!next.ended()) {
                tell(next);
                next = line.take(LONGEST_SILENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(NewsLine.Taken next) {
        // A number that nobody gets says that something is missing.
        number += next.lost() ? 2 : 1;
        try {
            sender.send(new NodeMessage(node, run, number, next.news()).toText());
            if (!works) {
                LOGGER.log(Level.INFO, "The other nodes can be told again");
            }
            works = true;
        } catch (JMSRuntimeException failure) {
            if (works) {
                LOGGER.log(Level.ERROR, "The other nodes cannot be told; they will notice", failure);
            }
            works = false;
        }
    }
}
