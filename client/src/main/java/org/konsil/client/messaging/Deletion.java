package org.konsil.client.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who was asked to delete a message, and which devices said that they did (A6).
 *
 * @param answers device to the time by its own clock, milliseconds since 1970
 */
public record Deletion(List<Member> askedOf, Map<UUID, Long> answers) {

    public Deletion {
        askedOf = List.copyOf(askedOf);
        answers = Map.copyOf(answers);
    }

    Deletion answered(UUID device, Instant at) {
        Map<UUID, Long> more = new TreeMap<>(answers);
        more.put(device, at.toEpochMilli());
        return new Deletion(askedOf, more);
    }

    /** Those that have not said so. */
    public List<Member> silent() {
        return askedOf.stream()
                .filter(member -> !answers.containsKey(member.device()))
                .toList();
    }
}
