package org.konsil.server.cluster.hearing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.konsil.server.cluster.NodeMessage;

/** What number each of the other nodes was at, so that a loss is noticed: a number that is missing, or a node that is silent. */
@ApplicationScoped
class Hearing {

    /** Some messages of {@code Telling}'s silence, and of waiting. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** While a node is silent, so often everybody looks into the database. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    /** By then a silent node is not cut off but gone, and whoever was connected to it is connected elsewhere. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Map<String, Place> places = new HashMap<>();

    /**
     * How far one node was heard.
     *
     * @param at when it was heard
     * @param lookedAt when its silence was last made up for
     */
    private record Place(UUID run, long number, Instant at, Instant lookedAt) {}

    /** @return whether something may have been missed before this message */
    synchronized boolean hear(NodeMessage message, Instant now) {
        Place last = places.get(message.node());
        long heard = last != null && last.run().equals(message.run()) ? last.number() : 0;
        if (message.number() <= heard) {
            return false;
        }
        places.put(message.node(), new Place(message.run(), message.number(), now, now));
        return message.number() != heard + 1;
    }

    /** @return whether a node has been silent for so long that everybody has to look now */
    synchronized boolean isSomebodySilent(Instant now) {
        places.values().removeIf(place -> now.isAfter(place.at().plus(FORGET_AFTER)));
        boolean due = places.values().stream().anyMatch(place -> isDue(place, now));
        if (due) {
            places.replaceAll((node, place) -> new Place(place.run(), place.number(), place.at(), now));
        }
        return due;
    }

    private static boolean isDue(Place place, Instant now) {
        boolean lookedSince = place.lookedAt().isAfter(place.at());
        return now.isAfter(place.at().plus(LONGEST_SILENCE))
                && (!lookedSince || now.isAfter(place.lookedAt().plus(LOOK_EVERY)));
    }
}
