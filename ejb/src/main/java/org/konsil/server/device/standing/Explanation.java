package org.konsil.server.device.standing;

import java.util.List;

/**
 * A standing in words.
 *
 * @param summary what works
 * @param reasons a sentence for each thing that is amiss, and what to do about it
 * @param steps a sentence for each step that is to come, with its day
 */
public record Explanation(String summary, List<String> reasons, List<String> steps) {

    /** Keeps its own copies. */
    public Explanation {
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }
}
