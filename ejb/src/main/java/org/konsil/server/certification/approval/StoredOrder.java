package org.konsil.server.certification.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.RefusalReason;

/** A row of the table {@code approval_request}. */
@Entity
@Table(name = "approval_request")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredOrder {
    @Id
    @Column(name = "request_id")
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String kind;

    @Column(nullable = false, updatable = false)
    private String target;

    @Column(nullable = false, updatable = false)
    private byte[] content;

    @Column(name = "content_sha256", nullable = false, updatable = false)
    private byte[] contentSha256;

    @Column(name = "requester_issuer", nullable = false, updatable = false)
    private String requesterIssuer;

    @Column(name = "requester_subject", nullable = false, updatable = false)
    private String requesterSubject;

    @Column(name = "concerned_issuer", updatable = false)
    private @Nullable String concernedIssuer;

    @Column(name = "concerned_subject", updatable = false)
    private @Nullable String concernedSubject;

    @Column(name = "filed_at", nullable = false, updatable = false)
    private Instant filedAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(nullable = false)
    private String state;

    @Column(name = "refusal")
    private @Nullable String refusal;

    protected StoredOrder() {}

    UUID id() {
        return id;
    }

    ApprovalKind kind() {
        return ApprovalKind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    ApprovalState state() {
        return ApprovalState.valueOf(state.toUpperCase(Locale.ROOT));
    }

    String target() {
        return target;
    }

    byte[] content() {
        return content;
    }

    String requester() {
        return requesterSubject;
    }

    boolean isOpen(Instant now) {
        return state() == ApprovalState.OPEN && now.isBefore(expiresAt);
    }

    boolean concerns(Caller caller) {
        return caller.subject().equals(concernedSubject) && caller.issuer().equals(concernedIssuer);
    }

    void end(ApprovalState outcome) {
        state = outcome.text();
    }

    void refuse(RefusalReason reason) {
        end(ApprovalState.REJECTED);
        refusal = reason.text();
    }

    OrderDetails toDetails(List<OrderDetails.Voice> voices) {
        return new OrderDetails(
                toFiled(voices.size()),
                new Identity(requesterIssuer, requesterSubject),
                concerned(),
                voices,
                new String(content, StandardCharsets.UTF_8),
                Optional.ofNullable(refusal).flatMap(RefusalReason::find));
    }

    private @Nullable Identity concerned() {
        return concernedIssuer == null || concernedSubject == null
                ? null
                : new Identity(concernedIssuer, concernedSubject);
    }

    FiledOrder toFiled(int votes) {
        return new FiledOrder(id, kind(), target, requesterSubject, state(), votes, filedAt, expiresAt);
    }
}
