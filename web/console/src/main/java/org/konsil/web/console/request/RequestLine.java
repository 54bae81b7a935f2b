package org.konsil.web.console.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.approval.OrderDetails;

/** A request as officers read it. */
public class RequestLine {

    private final OrderDetails details;
    private final RequestNames names;
    private final Identity me;

    RequestLine(OrderDetails details, RequestNames names, Identity me) {
        this.details = details;
        this.names = names;
        this.me = me;
    }

    public String getId() {
        return details.order().id().toString();
    }

    /** What kind of thing is to be done, such as {@code certificate}. */
    public String getKind() {
        return details.order().kind().text();
    }

    /** A profile, a serial, or what stands on a piece of hardware. */
    public String getTarget() {
        return details.order().kind() == ApprovalKind.HARDWARE
                ? details.content()
                : details.order().target();
    }

    public String getRequester() {
        return names.of(details.requester());
    }

    /** Whose certificate it is about; empty if nobody's. */
    public String getConcerned() {
        @Nullable Identity concerned = details.concerned();
        return concerned == null ? "" : names.of(concerned);
    }

    /** {@code open}, {@code approved}, {@code rejected} or {@code expired}. */
    public String getState() {
        return details.order().state().text();
    }

    public int getVotes() {
        return details.voices().size();
    }

    /** Who agreed so far. */
    public List<Voice> getVoices() {
        return details.voices().stream()
                .map(voice -> new Voice(names.of(voice.person()), voice.approver(), voice.at()))
                .toList();
    }

    public Instant getFiledAt() {
        return details.order().filedAt();
    }

    public Instant getExpiresAt() {
        return details.order().expiresAt();
    }

    /** Why it was refused; empty if it was not, or nobody said why. */
    public String getRefusal() {
        return details.refusal().map(reason -> reason.text()).orElse("");
    }

    /** Whether it is about whoever looks. */
    public boolean isOwn() {
        return details.concerns(me);
    }

    /** Whether whoever looks has agreed already. */
    public boolean isAgreed() {
        return details.hasVoiceOf(me);
    }

    OrderDetails details() {
        return details;
    }

    /**
     * Somebody agreed.
     *
     * @param approver whether as an approver
     */
    public record Voice(String name, boolean approver, Instant at) {
        public String getName() {
            return name;
        }

        public boolean isApprover() {
            return approver;
        }

        public Instant getAt() {
            return at;
        }
    }
}
