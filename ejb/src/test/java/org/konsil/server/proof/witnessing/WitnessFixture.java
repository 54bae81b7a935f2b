package org.konsil.server.proof.witnessing;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.konsil.server.proof.ProofSettings;
import org.konsil.server.proof.proving.PublishedLogFixture;

/** A node that asks witnesses, in a test's transaction. */
public final class WitnessFixture {

    private final ProofSettings settings;
    private final WitnessConnection connection = new WitnessConnection();

    public WitnessFixture(ProofSettings settings) {
        this.settings = settings;
        connection.settings = settings;
        connection.open();
    }

    public WitnessRound round(EntityManager entities, Clock clock) {
        WitnessRound round = new WitnessRound();
        round.settings = settings;
        round.connection = connection;
        round.clock = clock;
        round.log = PublishedLogFixture.of(entities);
        round.ledger = ledger(entities);
        return round;
    }

    public WitnessLedger ledger(EntityManager entities) {
        WitnessLedger ledger = new WitnessLedger();
        ledger.entities = entities;
        return ledger;
    }
}
