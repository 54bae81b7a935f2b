package org.konsil.server.device.keypackages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.TooManyClaimsException;

/**
 * Keeps one device from emptying everybody's pools. Each node of a cluster counts for itself, so the limit is by node.
 */
@ApplicationScoped
class ClaimBudget {

    static final int CLAIMS_IN_WINDOW = 60;
    static final Duration WINDOW = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private final Map<DeviceId, Integer> spent = new HashMap<>();
    private long window;

    /** @throws TooManyClaimsException if the device used up what it may ask for in this minute */
    synchronized void spend(DeviceId device) {
        long current = clock.millis() / WINDOW.toMillis();
        if (current != window) {
            window = current;
            spent.clear();
        }
        if (spent.merge(device, 1, Integer::sum) > CLAIMS_IN_WINDOW) {
            throw new TooManyClaimsException(device);
        }
    }
}
