package org.konsil.server.certification.reissue;

import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets a re-issue begin when two people agreed, as the container does. */
public final class ReissueFixture {
    private ReissueFixture() {}

    public static void addTo(Wiring beans) {
        beans.observing(OrderApproved.class, beans.bean(ReissueBeginning.class)::approved);
    }
}
