package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extensions;

@DisplayName("C1 B7 a device whose process ends at any point of a step goes on or joins again, and uses no key twice")
class CrashTest {

    private static final int STEPS = 60;
    private static final double CRASH = 0.01;

    @TempDir
    private Path folder;

    private final GroupEnvironment environment = new Hospital().environment(WireFormat.PUBLIC_MESSAGE);
    private final Identity annas = Hospital.identity("anna", CipherSuite.P256);
    private final Identity bens = Hospital.identity("ben", CipherSuite.P256);
    private final StoredDevice.Log log = new StoredDevice.Log();
    private MlsGroup anna;
    private StoredDevice ben;
    private CrashingStore store;
    private Random random = new Random();
    private int annasCursor;
    private int annasMessages;
    private int bensMessages;
    private int crashes;

    static LongStream seeds() {
        return Boolean.getBoolean("konsil.full") ? LongStream.rangeClosed(1, 20) : LongStream.rangeClosed(1, 4);
    }

    private void start(long seed) {
        random = new Random(seed);
        store = new CrashingStore(folder.resolve("ben" + seed), random);
        anna = MlsGroup.create(annas, Bytes.of(new byte[16]), Extensions.NONE, environment);
        OwnKeyPackage own = bens.newKeyPackage(Device.p256("x").lifetime());
        StagedCommit staged = anna.commit(CommitPlan.adding(own.keyPackage()));
        anna.accept(staged);
        MlsGroup bensGroup = MlsGroup.join(
                bens, own, staged.welcome().orElseThrow().findWelcome().orElseThrow(), null, environment);
        ben = StoredDevice.joined(bens, environment, store, log, bensGroup);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void goesOnAfterEveryCrash(long seed) {
        try (RecordingProvider recorded = RecordingProvider.open()) {
            start(seed);
            store.setChance(CRASH);
            for (int step = 0; step < STEPS; step++) {
                annasStep();
                bensStep();
            }
            store.setChance(0);
            survive(() -> ben.catchUp(anna.context().epoch()));
            annaReads();

            System.out.println("crashes: seed " + seed + ", " + crashes + " crashes, " + annasMessages + " + "
                    + bensMessages + " messages, " + RecordingProvider.used() + " keys, joined again " + ben.rejoined);
            MlsGroupTest.agree(anna, ben.group());
            assertThat(ben.shown()).isEqualTo(annasMessages);
            assertThat(crashes).isPositive();
            assertThat(ben.rejoined).isZero();
            assertThat(RecordingProvider.used()).isGreaterThan(2 * annasMessages);
            assertThat(RecordingProvider.reused()).isZero();
            assertThat(recorded).isNotNull();
        }
    }

    private void annasStep() {
        annaReads();
        if (random.nextInt(6) == 0) {
            StagedCommit staged = anna.commit(CommitPlan.refreshing());
            log.add(staged.commit(), anna.context().epoch());
            anna.accept(staged);
        } else {
            log.add(anna.seal(new byte[10], Bytes.EMPTY), anna.context().epoch());
            annasMessages++;
        }
        annasCursor = log.messages.size();
    }

    private void annaReads() {
        while (annasCursor < log.messages.size()) {
            MlsMessage message = log.messages.get(annasCursor++);
            if (MlsGroupTest.receive(anna, message) instanceof Received.Application) {
                bensMessages++;
            }
        }
    }

    private void bensStep() {
        boolean commits = random.nextInt(4) == 0;
        survive(() -> {
            ben.catchUp(anna.context().epoch());
            if (commits) {
                ben.commit(anna.context().epoch());
            } else {
                ben.send(new byte[10], anna.context().epoch());
            }
        });
    }

    /** A step, and as many new processes as it takes to come to rest again. */
    private void survive(Runnable step) {
        try {
            step.run();
        } catch (CrashingStore.Crash first) {
            boolean running = false;
            while (!running) {
                crashes++;
                running = restart();
            }
        }
    }

    private boolean restart() {
        try {
            ben = StoredDevice.started(bens, environment, store, log);
            ben.catchUp(anna.context().epoch());
            return true;
        } catch (CrashingStore.Crash again) {
            return false;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "a disk that was set back to an older copy is found out, the device joins again and reads all that comes later")
    void joinsAgainWhenItsDiskWasSetBack(long seed) {
        try (RecordingProvider recorded = RecordingProvider.open()) {
            start(seed);
            for (int round = 0; round < 4; round++) {
                SortedMap<String, byte[]> copy = store.copy();
                for (int step = 0; step < 1 + random.nextInt(5); step++) {
                    annasStep();
                    bensStep();
                }
                store.rollBackTo(copy);
                ben = StoredDevice.started(bens, environment, store, log);
                assertOutdated();
                annaReads();
                ben.joinAgain(anna);
                int before = ben.shown();
                int sent = annasMessages;
                annasStep();
                annasStep();
                ben.catchUp(anna.context().epoch());

                assertThat(ben.shown() - before).isEqualTo(annasMessages - sent);
                MlsGroupTest.agree(anna, ben.group());
            }

            assertThat(RecordingProvider.reused()).isZero();
            assertThat(recorded).isNotNull();
        }
    }

    private void assertOutdated() {
        try {
            ben.catchUp(anna.context().epoch());
        } catch (MlsValidationException refused) {
            assertThat(refused.fault()).isEqualTo(Fault.STATE_OUTDATED);
            return;
        }
        throw new AssertionError("an old copy went on");
    }
}
