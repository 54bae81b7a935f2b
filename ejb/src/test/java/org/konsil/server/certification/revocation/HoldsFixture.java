package org.konsil.server.certification.revocation;

import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets {@link Holds} hear what was approved, as the container does. */
public final class HoldsFixture {
    private HoldsFixture() {}

    public static void addTo(Wiring beans) {
        beans.observing(OrderApproved.class, beans.bean(Holds.class)::release);
    }
}
