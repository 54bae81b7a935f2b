package org.konsil.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The turns of a connection")
class SerialQueueTest {

    private final Deque<Runnable> pool = new ArrayDeque<>();
    private final SerialQueue turns = new SerialQueue(pool::add);
    private final List<Integer> done = new ArrayList<>();

    @Test
    void comeOneAfterAnotherInTheirOrder() {
        turns.add(() -> {
            done.add(1);
            turns.add(() -> done.add(3));
        });
        turns.add(() -> done.add(2));

        assertThat(pool).hasSize(1);
        runAll();
        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void goOnAfterOneFails() {
        turns.add(() -> {
            throw new IllegalStateException("broken");
        });
        turns.add(() -> done.add(2));

        assertThatThrownBy(this::runAll).hasMessage("broken");
        runAll();
        assertThat(done).containsExactly(2);
    }

    private void runAll() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }
}
