package org.konsil.server.certification.reissue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.ReissueState;

/** A row of the table {@code reissue}. */
@Entity
@Table(name = "reissue")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class ReissueRow {
    @Id
    @Column(name = "reissue_id")
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String profile;

    @Column(name = "asked_by", nullable = false, updatable = false)
    private String askedBy;

    @Column(updatable = false)
    private @Nullable UUID approval;

    @Column(name = "begun_at", nullable = false, updatable = false)
    private Instant begunAt;

    @Column(nullable = false, updatable = false)
    private long total;

    @Column(nullable = false)
    private String state;

    @Column(nullable = false)
    private int failures;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected ReissueRow() {}

    UUID id() {
        return id;
    }

    String profile() {
        return profile;
    }

    Optional<UUID> approval() {
        return Optional.ofNullable(approval);
    }

    Instant begunAt() {
        return begunAt;
    }

    ReissueState state() {
        return ReissueState.valueOf(state.toUpperCase(Locale.ROOT));
    }

    void end(ReissueState outcome, Instant at) {
        state = outcome.text();
        endedAt = at;
    }

    /** One more batch could not be signed; after so many it waits for an officer. */
    void fail(int most) {
        failures++;
        if (failures >= most) {
            state = ReissueState.HALTED.text();
        }
    }

    void resume() {
        state = ReissueState.RUNNING.text();
        failures = 0;
    }

    Reissue toReissue(long issued, long refused) {
        return new Reissue(
                id, profile, askedBy, state(), total, issued, refused, begunAt, Optional.ofNullable(endedAt));
    }
}
