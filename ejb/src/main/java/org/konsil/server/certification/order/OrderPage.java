package org.konsil.server.certification.order;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some of an account's orders.
 *
 * @param next where the next page begins, if there is one
 */
public record OrderPage(List<UUID> orders, Optional<UUID> next) {

    /** Keeps its own copy of the list. */
    public OrderPage {
        orders = List.copyOf(orders);
    }
}
