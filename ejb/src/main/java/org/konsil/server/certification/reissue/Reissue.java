package org.konsil.server.certification.reissue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.ReissueState;

/**
 * How far it has come.
 *
 * @param profile its name
 * @param officer the subject of the token of the person who asked
 * @param total how many living certificates there were when it began
 * @param issued how many of their keys have a new one
 * @param refused how many have none, each by name; those that are missing in the end were revoked, held, or renewed otherwise
 */
public record Reissue(
        UUID id,
        String profile,
        String officer,
        ReissueState state,
        long total,
        long issued,
        long refused,
        Instant begunAt,
        Optional<Instant> endedAt) {}
