package org.konsil.server.platform;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How one part is.
 *
 * @param known whether it could be asked
 * @param facts what was found; times are {@link java.time.Instant}, numbers are {@link Long}, the rest is text
 */
public record HealthReport(HealthPart part, boolean known, Optional<HealthTrouble> trouble, Map<Fact, Object> facts) {

    /** In a word, the best first. */
    public enum State {
        GOOD,
        UNKNOWN,
        WARN,
        BAD;

        /** As it is written in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is told of a part. */
    public enum Fact {
        KONSIL(Unit.TEXT),
        WILDFLY(Unit.TEXT),
        JAVA(Unit.TEXT),
        VERSION(Unit.TEXT),
        STARTED(Unit.TIME),
        MEMORY(Unit.BYTES),
        MOST_MEMORY(Unit.BYTES),
        FREE(Unit.BYTES),
        ANSWERED(Unit.TIME),
        WAITING(Unit.NUMBER),
        OLDEST(Unit.TIME),
        DEAD(Unit.NUMBER),
        ENTRIES(Unit.NUMBER),
        KNOWN(Unit.NUMBER),
        SINCE(Unit.TIME),
        LISTS(Unit.NUMBER),
        OVER(Unit.NUMBER),
        ENDING(Unit.NUMBER),
        FIRST_END(Unit.TIME);

        private final Unit unit;

        Fact(Unit unit) {
            this.unit = unit;
        }

        /** What its values are. */
        public Unit unit() {
            return unit;
        }

        /** As it is written in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a value is. */
    public enum Unit {
        TEXT,
        TIME,
        NUMBER,
        BYTES
    }

    /** Nothing is the matter. */
    public static HealthReport good(HealthPart part, Map<Fact, Object> facts) {
        return new HealthReport(part, true, Optional.empty(), facts);
    }

    /** Something is. */
    public static HealthReport troubled(HealthTrouble trouble, Map<Fact, Object> facts) {
        return new HealthReport(trouble.part(), true, Optional.of(trouble), facts);
    }

    /** It cannot be asked, or not now. */
    public static HealthReport unknown(HealthPart part) {
        return new HealthReport(part, false, Optional.empty(), Map.of());
    }

    public State state() {
        if (trouble.isPresent()) {
            return trouble.get().isGrave() ? State.BAD : State.WARN;
        }
        return known ? State.GOOD : State.UNKNOWN;
    }
}
