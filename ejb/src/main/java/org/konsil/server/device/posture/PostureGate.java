package org.konsil.server.device.posture;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Decides whether hardware may hold a person's keys. It fails closed: what it cannot tell, it refuses. */
public interface PostureGate {

    /**
     * The approved piece of hardware that has this code and is this person's, or shared.
     *
     * @param code what the person presents, as shown when the hardware was approved
     */
    Optional<UUID> admit(HardwareUser user, String code);

    /** Whether this hardware, admitted once, is still approved for this person. */
    boolean isGood(HardwareUser user, UUID hardware);

    /** {@link #isGood} for questions about these at this very moment; what it says is not to be kept. */
    default BiPredicate<HardwareUser, UUID> now(Collection<UUID> hardware) {
        return this::isGood;
    }
}
