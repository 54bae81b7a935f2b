package org.konsil.server.certification.request;

import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets the desk hear what was approved, as the container does. */
public final class OrdersFixture {
    private OrdersFixture() {}

    public static void addTo(Wiring beans) {
        beans.observing(OrderApproved.class, beans.bean(Orders.class)::approved);
    }
}
