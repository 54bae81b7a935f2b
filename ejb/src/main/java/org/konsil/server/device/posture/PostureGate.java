package org.konsil.server.device.posture;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Decides whether hardware may hold a person's keys. It fails closed: what it cannot tell, it refuses. */
public interface PostureGate {

    /**
     * The approved piece of hardware that has this code and is this person's, or shared.
     *
     * @param username the person's login name
     * @param code what the person presents, as printed when the hardware was approved
     */
    Optional<UUID> admit(String username, String code);

    /** Whether this hardware, admitted once, is still approved for this person. */
    boolean isGood(String username, UUID hardware);

    /** {@link #isGood} for many questions at this very moment; what it says is not to be kept. */
    default BiPredicate<String, UUID> now() {
        return this::isGood;
    }
}
