package org.konsil.server.proof.witnessing;

import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileNodes;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeProofs;
import org.konsil.protocol.proof.witness.WitnessPolicy;
import org.konsil.protocol.proof.witness.WitnessPolicy.Witness;
import org.konsil.server.proof.ProofSettings;
import org.konsil.server.proof.WitnessFault;
import org.konsil.server.proof.WitnessStanding;
import org.konsil.server.proof.WitnessStanding.Seen;
import org.konsil.server.proof.WitnessStanding.State;
import org.konsil.server.proof.proving.PublishedLog;

/** Shows the newest checkpoint to each witness of the policy that has not signed it yet, and keeps what they say. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // no transaction waits for somebody elsewhere
public class WitnessRound {

    @Inject
    ProofSettings settings;

    @Inject
    PublishedLog log;

    @Inject
    WitnessLedger ledger;

    @Inject
    WitnessConnection connection;

    @Inject
    Clock clock;

    /** On a thread of its own: witnesses may be slow, timers may not. */
    @Asynchronous
    public Future<WitnessStanding> begin() {
        return new AsyncResult<>(run());
    }

    /** Asks, and says how things stand then. */
    public WitnessStanding run() {
        WitnessPolicy policy = settings.witnessPolicy();
        Optional<Checkpoint> newest = log.signed();
        newest.ifPresent(checkpoint -> show(checkpoint, policy));
        return standing(policy);
    }

    /** How things stand, without asking anybody. */
    public WitnessStanding standing() {
        return standing(settings.witnessPolicy());
    }

    private void show(Checkpoint newest, WitnessPolicy policy) {
        ledger.waiting(newest.size(), clock.instant());
        Checkpoint shown = newest;
        for (Witness witness : policy.witnesses()) {
            if (witness.address().isPresent()
                    && shown.cosignatures(List.of(witness.key())).isEmpty()) {
                shown = ask(shown, witness);
            }
        }
        if (policy.asksForWitnesses() && policy.isMetBy(policy.cosignatures(shown))) {
            ledger.witnessed(shown, clock.instant());
        }
    }

    private Checkpoint ask(Checkpoint shown, Witness witness) {
        long seen = ledger.find(witness.key()).seen().map(Seen::size).orElse(0L);
        Map<TilePath, Tile> read = new HashMap<>();
        TreeProofs proofs = new TreeProofs(new TileNodes(shown.size(), path -> read.computeIfAbsent(path, this::tile)));
        try {
            Checkpoint cosigned = new WitnessQuestion(connection, shown, proofs)
                    .ask(witness.key(), witness.address().orElseThrow(), seen);
            ledger.cosigned(witness.key(), cosigned, clock.instant());
            return cosigned;
        } catch (WitnessQuestion.Refusal refused) {
            ledger.failed(witness.key(), refused.fault(), clock.instant());
            return shown;
        }
    }

    private Tile tile(TilePath path) {
        return Tile.decode(log.file(path.text()), path.width());
    }

    private WitnessStanding standing(WitnessPolicy policy) {
        Optional<Checkpoint> newest = log.signed();
        WitnessLedger.State known = ledger.state();
        Optional<NoteKey> key = newest.map(signed -> log.requireKey());
        Optional<Seen> witnessed = known.at().filter(seen -> isMet(policy, known, key));
        List<WitnessStanding.Known> witnesses =
                policy.witnesses().stream().map(this::known).toList();
        long size = newest.map(Checkpoint::size).orElse(0L);
        return new WitnessStanding(
                state(size, witnessed, known.waitingSince()), key, size, witnessed, known.waitingSince(), witnesses);
    }

    /** Under the policy that is in force now, not that of the day on which it was signed. */
    private static boolean isMet(WitnessPolicy policy, WitnessLedger.State known, Optional<NoteKey> key) {
        try {
            return policy.asksForWitnesses()
                    && key.isPresent()
                    && policy.isMetBy(policy.cosignatures(
                            UnverifiedCheckpoint.parse(known.witnessed().orElseThrow())
                                    .check(key.get())));
        } catch (ProofRefusedException edited) {
            return false;
        }
    }

    private State state(long size, Optional<Seen> witnessed, Optional<Instant> waitingSince) {
        if (size == 0) {
            return State.NOT_BEGUN;
        }
        if (witnessed.filter(seen -> seen.size() >= size).isPresent()) {
            return State.WITNESSED;
        }
        Instant late = clock.instant().minus(settings.witnessPatience());
        boolean onTheWay = witnessed.isPresent()
                && waitingSince.filter(since -> since.isBefore(late)).isEmpty();
        return onTheWay ? State.WAITING : State.UNWITNESSED;
    }

    private WitnessStanding.Known known(Witness witness) {
        WitnessLedger.Row row = ledger.find(witness.key());
        return new WitnessStanding.Known(witness, row.seen(), row.fault(), row.failingSince());
    }

    /** Whether somebody must look. */
    static boolean isAlarm(WitnessStanding standing) {
        return standing.witnesses().stream()
                .anyMatch(known ->
                        known.fault().filter(WitnessFault::isContradiction).isPresent());
    }
}
