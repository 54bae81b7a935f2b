package org.konsil.server.messaging.removal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.server.messaging.ConversationId;

/** Tries again what could not be proposed: the key could not sign, or the group did not list it yet. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each conversation in a transaction of its own
public class RemovalTimer {

    private static final int AT_ONCE = 500;

    @Inject
    GroupRemovals removals;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void propose() {
        for (ConversationId id : removals.open(AT_ONCE)) {
            removals.proposeAgain(id);
        }
    }
}
