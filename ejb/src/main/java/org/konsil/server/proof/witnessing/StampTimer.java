package org.konsil.server.proof.witnessing;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks each minute whether a day is over, so that a server that was off at midnight stamps when it is on again. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StampTimer {

    @Inject
    CheckpointStamps stamps;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void eachMinute() {
        stamps.stampIfDue();
    }
}
