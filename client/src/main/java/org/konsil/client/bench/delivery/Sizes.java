package org.konsil.client.bench.delivery;

import java.util.List;

/**
 * How much is measured.
 *
 * @param pairs of a sender and a reader
 * @param messages of each pair
 * @param rate messages a second, all pairs together
 * @param seconds how long at that rate
 * @param idle connections that only stay
 * @param backlog messages that wait for a hundred readers
 * @param groups sizes of groups, in ascending order
 * @param groupMessages for each of them
 */
public record Sizes(
        int pairs,
        int messages,
        int rate,
        int seconds,
        int idle,
        int backlog,
        List<Integer> groups,
        int groupMessages) {

    /** Keeps a copy. */
    public Sizes {
        groups = List.copyOf(groups);
    }

    /** As many devices as the largest run needs. */
    int devices() {
        int largest = groups.stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.max(2 * pairs, largest);
    }
}
