package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;

@DisplayName("The server dies between a send and its acknowledgement (C2)")
class CrashIT {

    private static final int MESSAGES = 30;

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("konsil.full") ? 20 : 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("after the restart every message is there once, in order")
    void losesAndDoublesNothing(long seed) throws InterruptedException {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, "vorher");
            ben.waitFor(conversation, "vorher");

            List<String> sent = new ArrayList<>(List.of("vorher"));
            IntStream.range(0, MESSAGES).forEach(i -> {
                anna.post(conversation, "seed " + seed + " nr " + i);
                sent.add("seed " + seed + " nr " + i);
            });
            Thread.sleep(new Random(seed).nextInt(150)); // somewhere among the thirty, another place for each seed
            new ServerFaults(system).kill();
            int acceptedBefore = anna.countInState(conversation, "accepted", "delivered");
            new ServerFaults(system).restart();

            ben.waitFor(conversation, sent.get(MESSAGES));
            assertThat(ben.texts(conversation)).containsExactlyElementsOf(sent);
            anna.awaitAll(conversation, "delivered");
            System.Logger log = System.getLogger(CrashIT.class.getName());
            log.log(
                    System.Logger.Level.INFO,
                    "seed {0}: killed after {1} of {2} were acknowledged",
                    seed,
                    acceptedBefore,
                    MESSAGES + 1);
        }
    }
}
