package org.konsil.server.certification.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.AcmeRefusal;

/** A row of the table {@code acme_authorization}: a name of an order, and the state of its only challenge. */
@Entity
@Table(name = "acme_authorization")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class AuthorizationRow {

    static final String PENDING = "pending";
    static final String PROCESSING = "processing";
    static final String VALID = "valid";
    static final String INVALID = "invalid";
    static final String DEACTIVATED = "deactivated";

    /** An attempt that says nothing for so long was lost with its node, and may be made again. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    @Id
    @Column(name = "authorization_id")
    private UUID id;

    @Column(name = "order_id", nullable = false, updatable = false)
    private UUID orderId;

    @Column(nullable = false, updatable = false)
    private String name;

    @Column(nullable = false, updatable = false)
    private String token;

    @Column(nullable = false)
    private String status;

    private @Nullable String error;

    @Column(name = "tried_at")
    private @Nullable Instant triedAt;

    @Column(name = "validated_at")
    private @Nullable Instant validatedAt;

    protected AuthorizationRow() {}

    AuthorizationRow(UUID order, String name, String token) {
        this.id = UUID.randomUUID();
        this.orderId = order;
        this.name = name;
        this.token = token;
        this.status = PENDING;
    }

    UUID id() {
        return id;
    }

    UUID order() {
        return orderId;
    }

    String name() {
        return name;
    }

    String token() {
        return token;
    }

    boolean is(String state) {
        return status.equals(state);
    }

    /** Whether an attempt is to be made now: the first, or one in the place of a lost one. */
    boolean begin(Instant now) {
        boolean due = is(PENDING)
                || is(PROCESSING)
                        && (triedAt == null || triedAt.plus(LOST_AFTER).isBefore(now));
        if (due) {
            status = PROCESSING;
            triedAt = now;
        }
        return due;
    }

    void settle(Optional<AcmeRefusal> failure, Instant now) {
        status = failure.isPresent() ? INVALID : VALID;
        error = failure.map(Enum::name).orElse(null);
        validatedAt = failure.isPresent() ? null : now;
    }

    void deactivate() {
        status = DEACTIVATED;
    }

    NameAuthorization toAuthorization(OrderRow order, Instant now) {
        boolean expired = !now.isBefore(order.expiresAt()) && !is(INVALID) && !is(DEACTIVATED);
        String shown = is(PROCESSING) ? PENDING : status;
        return new NameAuthorization(
                id,
                name,
                expired ? "expired" : shown,
                is(DEACTIVATED) ? validatedAt == null ? PENDING : VALID : status,
                order.expiresAt(),
                token,
                Optional.ofNullable(error).map(AcmeRefusal::valueOf),
                Optional.ofNullable(validatedAt));
    }
}
