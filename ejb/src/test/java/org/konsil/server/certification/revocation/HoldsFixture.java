package org.konsil.server.certification.revocation;

import java.util.function.Consumer;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets {@link Holds} hear what was approved, as the container does. */
public final class HoldsFixture {
    private HoldsFixture() {}

    public static Consumer<OrderApproved> of(Wiring beans) {
        return beans.bean(Holds.class)::release;
    }
}
