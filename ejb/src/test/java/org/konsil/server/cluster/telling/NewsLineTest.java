package org.konsil.server.cluster.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.konsil.server.cluster.NodeMessage;
import org.konsil.server.cluster.NodeNews;
import org.konsil.server.messaging.ConversationId;

class NewsLineTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final NewsLine line = new NewsLine();
    private final ConversationId ward = new ConversationId(UUID.randomUUID());

    @Test
    void tellsTogetherWhatCameTogether() throws InterruptedException {
        line.grown(ward);
        line.grown(ward);
        line.delivered(ward, 5);
        line.delivered(ward, 4);

        NewsLine.Taken taken = line.take(AT_ONCE);

        assertThat(taken.lost()).isFalse();
        assertThat(taken.news().grown()).containsExactly(ward);
        assertThat(taken.news().delivered()).isEqualTo(Map.of(ward, 5L));
        assertThat(line.take(AT_ONCE).news()).isEqualTo(NodeNews.NONE);
    }

    @Test
    void knowsThatSomethingWasLost() throws InterruptedException {
        for (int at = 0; at <= NewsLine.MOST; at++) {
            line.grown(new ConversationId(UUID.randomUUID()));
        }
        line.grown(ward);

        NewsLine.Taken taken = line.take(AT_ONCE);

        assertThat(taken.lost()).isTrue();
        assertThat(taken.news().grown()).containsExactly(ward);
        assertThat(line.take(AT_ONCE).lost()).isFalse();
    }

    @Test
    void isNeverLongerThanAListenerReads() throws InterruptedException {
        for (int at = 0; at < NewsLine.MOST; at++) {
            line.delivered(new ConversationId(UUID.randomUUID()), Long.MAX_VALUE);
        }

        NodeMessage message = new NodeMessage(
                "n".repeat(23),
                UUID.randomUUID(),
                Long.MAX_VALUE,
                line.take(AT_ONCE).news());

        assertThat(message.toText().length()).isLessThan(NodeMessage.MOST_CHARACTERS);
    }

    @Test
    void endsAtOnce() throws InterruptedException {
        line.end();

        assertThat(line.take(Duration.ofHours(1)).ended()).isTrue();
    }
}
