package org.konsil.server.device.standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.konsil.server.device.Grade;

/**
 * How a piece of hardware stands at a moment, why, and what comes next.
 *
 * @param grade what counts
 * @param ownGrade what would count if nobody overlooked anything
 * @param concerns what is amiss now or known to come, the gravest first
 * @param fresh whether the device management spoke lately enough for anything to be renewed
 * @param overlookedUntil when what two people overlook comes back
 * @param at the moment
 */
public record Standing(
        Grade grade,
        Grade ownGrade,
        List<Concern> concerns,
        boolean fresh,
        Optional<Instant> overlookedUntil,
        Instant at) {

    /** Keeps its own copy. */
    public Standing {
        concerns = List.copyOf(concerns);
    }

    static Standing of(List<Concern> concerns, boolean fresh, Optional<BreakGlass> glass, Instant now) {
        Grade own = worst(concerns.stream(), now);
        // What is overlooked is still a warning, so that its owner knows.
        Grade counts = glass.isEmpty()
                ? own
                : worst(
                                concerns.stream()
                                        .filter(concern ->
                                                !concern.shortcoming().liftable()),
                                now)
                        .or(Grade.WARN);
        List<Concern> ordered = concerns.stream()
                .sorted(Comparator.comparing((Concern concern) -> concern.at(now))
                        .reversed()
                        .thenComparing(Concern::shortcoming))
                .toList();
        return new Standing(counts, own, ordered, fresh, glass.map(BreakGlass::until), now);
    }

    private static Grade worst(Stream<Concern> concerns, Instant now) {
        return concerns.map(concern -> concern.at(now)).reduce(Grade.GOOD, Grade::or);
    }

    /** Whether a certificate may be issued for it: never on a promise to patch, nor on what is overlooked. */
    public boolean mayEnrol() {
        return fresh && ownGrade.compareTo(Grade.WARN) <= 0;
    }

    /** Whether its lease may be renewed. */
    public boolean mayRenew() {
        return fresh && grade != Grade.BLOCKED;
    }

    /** Whether it may send. */
    public boolean maySend(boolean urgent) {
        return grade.compareTo(urgent ? Grade.URGENT_ONLY : Grade.WARN) <= 0;
    }

    /** Those that have a consequence now. */
    public List<Concern> present() {
        return concerns.stream().filter(concern -> concern.at(at) != Grade.GOOD).toList();
    }

    /** What its owner reads. */
    public Explanation explain(Locale language) {
        return StandingWords.in(language).of(this);
    }
}
