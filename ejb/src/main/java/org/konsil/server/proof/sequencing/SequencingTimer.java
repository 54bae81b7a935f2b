package org.konsil.server.proof.sequencing;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Each second: what nobody waits for. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SequencingTimer {

    @Inject
    Sequencer sequencer;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void eachSecond() {
        if (!sequencer.isRefused()) {
            sequencer.integrate();
        }
    }
}
