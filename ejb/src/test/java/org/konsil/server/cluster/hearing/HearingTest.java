package org.konsil.server.cluster.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.cluster.NodeMessage;
import org.konsil.server.cluster.NodeNews;

class HearingTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID RUN = UUID.randomUUID();

    private final Hearing hearing = new Hearing();

    @Test
    void missesNothingFromTheFirstMessageOn() {
        assertThat(hear(RUN, 1)).isFalse();
        assertThat(hear(RUN, 2)).isFalse();
    }

    @Test
    @DisplayName("misses what a node told before it was heard")
    void noticesALateBegin() {
        assertThat(hear(RUN, 7)).isTrue();
    }

    @Test
    void noticesAGap() {
        hear(RUN, 1);

        assertThat(hear(RUN, 3)).isTrue();
        assertThat(hear(RUN, 4)).isFalse();
    }

    @Test
    void isNotMisledByARepeat() {
        hear(RUN, 1);
        hear(RUN, 2);

        assertThat(hear(RUN, 1)).isFalse();
        assertThat(hear(RUN, 3)).isFalse();
    }

    @Test
    @DisplayName("a node that was started again begins at 1, else something is missing")
    void knowsARestart() {
        hear(RUN, 9);

        assertThat(hear(UUID.randomUUID(), 1)).isFalse();
        assertThat(hear(UUID.randomUUID(), 2)).isTrue();
    }

    @Test
    void looksWhileANodeIsSilentAndNoLonger() {
        hear(RUN, 1);
        Instant late = NOON.plus(Hearing.LONGEST_SILENCE).plusMillis(1);

        assertThat(hearing.isSomebodySilent(NOON.plus(Hearing.LONGEST_SILENCE))).isFalse();
        assertThat(hearing.isSomebodySilent(late)).isTrue();
        assertThat(hearing.isSomebodySilent(late.plusSeconds(2))).isFalse();
        assertThat(hearing.isSomebodySilent(late.plus(Hearing.LOOK_EVERY).plusMillis(1)))
                .isTrue();
        assertThat(hearing.isSomebodySilent(NOON.plus(Hearing.FORGET_AFTER).plus(Duration.ofSeconds(1))))
                .isFalse();
    }

    @Test
    void isQuietAgainOnceTheNodeIsHeard() {
        hear(RUN, 1);
        Instant late = NOON.plusSeconds(20);
        hearing.isSomebodySilent(late);
        hearing.hear(message(RUN, 2), late);

        assertThat(hearing.isSomebodySilent(late.plusSeconds(4))).isFalse();
        assertThat(hearing.isSomebodySilent(late.plusSeconds(6))).isTrue();
    }

    private boolean hear(UUID run, long number) {
        return hearing.hear(message(run, number), NOON);
    }

    private static NodeMessage message(UUID run, long number) {
        return new NodeMessage("node-2", run, number, NodeNews.NONE);
    }
}
