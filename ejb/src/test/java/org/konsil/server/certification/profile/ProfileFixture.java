package org.konsil.server.certification.profile;

import org.konsil.server.certification.OrderApproved;
import org.konsil.server.support.Wiring;

/** Lets the book of profiles hear what was approved, as the container does. */
public final class ProfileFixture {
    private ProfileFixture() {}

    public static void addTo(Wiring beans) {
        beans.observing(OrderApproved.class, beans.bean(ProfileRevisions.class)::approved);
    }
}
