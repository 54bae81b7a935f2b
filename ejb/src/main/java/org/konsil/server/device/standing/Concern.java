package org.konsil.server.device.standing;

import java.time.Instant;
import org.konsil.server.device.Grade;
import org.konsil.server.device.Shortcoming;

/** One thing that is amiss, or will be, and when it has which consequence. */
public record Concern(Shortcoming shortcoming, Steps steps) {

    Grade at(Instant now) {
        return steps.at(now);
    }
}
