package org.konsil.server.proof;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.witness.WitnessPolicy;

/**
 * Who else saw the log, and up to where.
 *
 * @param log its key, once it has begun
 * @param size how many entries it has
 * @param witnessed the newest checkpoint that enough witnesses signed
 * @param waitingSince since when there have been entries beyond it
 */
public record WitnessStanding(
        State state,
        Optional<NoteKey> log,
        long size,
        Optional<Seen> witnessed,
        Optional<Instant> waitingSince,
        List<Known> witnesses) {

    /** In a word. */
    public enum State {
        /** There is no log yet. */
        NOT_BEGUN,
        /** Everything was seen by as many witnesses as the policy asks for. */
        WITNESSED,
        /** The newest entries are on their way to them. */
        WAITING,
        /** The newest entries were not seen by enough of them, for longer than asking takes; always without a policy. */
        UNWITNESSED
    }

    /** How many entries there were, and when. */
    public record Seen(long size, Instant at) {}

    /**
     * One of them.
     *
     * @param cosigned the last checkpoint that it signed
     * @param fault what was wrong when it was asked last
     * @param failingSince since when
     */
    public record Known(
            WitnessPolicy.Witness witness,
            Optional<Seen> cosigned,
            Optional<WitnessFault> fault,
            Optional<Instant> failingSince) {}
}
