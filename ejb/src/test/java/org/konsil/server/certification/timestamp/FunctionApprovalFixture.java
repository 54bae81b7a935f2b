package org.konsil.server.certification.timestamp;

import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets time stamps hear what was approved, as the container does. */
public final class FunctionApprovalFixture {
    private FunctionApprovalFixture() {}

    public static void addTo(Wiring beans) {
        beans.observing(OrderApproved.class, beans.bean(ApprovedFunctions.class)::approved);
    }
}
