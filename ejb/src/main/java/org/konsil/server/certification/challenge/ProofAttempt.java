package org.konsil.server.certification.challenge;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.server.certification.order.ProofTask;
import org.konsil.server.certification.order.ServerOrders;

/** Looks at a name while nobody waits; no transaction is open while it listens to the network. */
@Stateless
public class ProofAttempt {

    @Inject
    HttpProof proof;

    @Inject
    ServerOrders orders;

    /** Looks, and has the order keep what was seen. */
    @Asynchronous
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void make(ProofTask task) {
        orders.settle(task.authorization(), proof.findFault(task));
    }
}
