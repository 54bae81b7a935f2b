package org.konsil.server.proof.witnessing;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.konsil.server.proof.ProofSettings;
import org.konsil.server.proof.WitnessStanding;
import org.konsil.server.proof.WitnessStanding.State;

/** Has the witnesses asked again and again, one round at a time, and says aloud when the log is without them. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WitnessWatch {

    private static final Logger LOGGER = System.getLogger(WitnessWatch.class.getName());

    @Inject
    WitnessRound round;

    @Inject
    ProofSettings settings;

    @Inject
    Clock clock;

    private final Object guard = new Object();
    private @Nullable Future<WitnessStanding> running;
    private Instant next = Instant.EPOCH;
    private volatile @Nullable WitnessStanding last;

    /** How things stood after the last round on this node; answers at once, also while the database does not. */
    public Optional<WitnessStanding> last() {
        return Optional.ofNullable(last);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void eachSecond() {
        synchronized (guard) {
            if (running != null && running.isDone()) {
                take(running);
                running = null;
            }
            if (running == null && !clock.instant().isBefore(next)) {
                next = clock.instant().plus(settings.witnessInterval());
                running = round.begin();
            }
        }
    }

    private void take(Future<WitnessStanding> done) {
        try {
            WitnessStanding now = done.get();
            tell(now);
            last = now;
        } catch (ExecutionException failed) {
            last = null;
            LOGGER.log(Level.WARNING, "The proof log's witnesses were not asked; it is tried again soon", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(WitnessStanding now) {
        WitnessStanding before = last;
        boolean alarm = WitnessRound.isAlarm(now);
        if (alarm && (before == null || !WitnessRound.isAlarm(before))) {
            LOGGER.log(Level.ERROR, "A witness of the proof log saw another log than this one: " + now.witnesses());
        }
        boolean without = now.state() == State.UNWITNESSED;
        if (without != (before != null && before.state() == State.UNWITNESSED)) {
            LOGGER.log(
                    without ? Level.WARNING : Level.INFO,
                    without
                            ? "The proof log is unwitnessed since "
                                    + now.waitingSince().map(Instant::toString).orElse("its beginning")
                            : "The proof log is witnessed again");
        }
    }
}
