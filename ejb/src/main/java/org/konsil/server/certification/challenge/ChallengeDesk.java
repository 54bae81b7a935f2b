package org.konsil.server.certification.challenge;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.konsil.server.certification.order.NameAuthorization;
import org.konsil.server.certification.order.ServerOrders;

/** Where servers say that they are ready to prove a name (RFC 8555, section 7.5.1). */
@Stateless
public class ChallengeDesk {

    @Inject
    ServerOrders orders;

    @Inject
    ProofAttempt attempt;

    /** Has the name looked at, once; the attempt is on the disk before it is made. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public NameAuthorization answer(UUID account, UUID authorization) {
        orders.begin(account, authorization).ifPresent(attempt::make);
        return orders.requireAuthorization(account, authorization);
    }
}
