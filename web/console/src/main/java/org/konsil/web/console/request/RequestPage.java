package org.konsil.web.console.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalClosedException;
import org.konsil.server.certification.OwnApprovalException;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.UnknownApprovalException;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.device.UnknownHardwareException;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.web.console.certificate.CertificateLine;
import org.konsil.web.console.certificate.CertificateLines;
import org.konsil.web.console.frame.ConsolePage;
import org.konsil.web.console.frame.NotFound;
import org.konsil.web.console.frame.Notices;
import org.konsil.web.console.frame.ProvenAct;
import org.konsil.web.console.signin.CurrentOfficer;

/** One request beside what the directory says, and the decision on it. */
@Named("requestPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // open fills it
public class RequestPage {

    private static final int SHOWN = 20;

    @Inject
    HttpServletRequest request;

    @Inject
    ApprovalQueue approvals;

    @Inject
    RequestNames names;

    @Inject
    PeopleFinder people;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines lines;

    @Inject
    CurrentOfficer officer;

    @Inject
    ProvenAct proven;

    @Inject
    Notices notices;

    private @Nullable RequestLine line;
    private @Nullable String reason;

    /** Reads it before anything is shown; what does not exist is answered as not found. */
    public void open() throws IOException {
        try {
            line = read();
        } catch (UnknownApprovalException unknown) {
            NotFound.answer();
        }
    }

    private RequestLine read() {
        return new RequestLine(approvals.requireDetails(id()), names, officer.identity());
    }

    private UUID id() {
        @Nullable String text = request.getParameter("id");
        UUID nobodys = new UUID(0, 0);
        if (text == null) {
            throw new UnknownApprovalException(nobodys);
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new UnknownApprovalException(nobodys);
        }
    }

    public RequestLine getLine() {
        if (line == null) {
            line = read();
        }
        return line;
    }

    /** The person whom it is about, as the directory knows them now; null if it is nobody's, or nobody is known. */
    public @Nullable Person getPerson() {
        @Nullable Identity concerned = getLine().details().concerned();
        return concerned == null
                ? null
                : people.findBySubject(concerned.issuer(), concerned.subject()).orElse(null);
    }

    /** Whether the person asked for themselves. */
    public boolean isAskedByThemselves() {
        return getLine().details().requester().equals(getLine().details().concerned());
    }

    /** What they have of the kind that is asked for. */
    public List<CertificateLine> getPresent() {
        @Nullable Person person = getPerson();
        if (person == null || !getLine().getKind().equals("certificate")) {
            return List.of();
        }
        InventoryFilter theirs = new InventoryFilter(
                Optional.of(getLine().getTarget()),
                Optional.of(person.id().toString()),
                Optional.empty(),
                Optional.empty());
        return lines.of(certificates.find(theirs, Optional.empty(), SHOWN));
    }

    /** What is to change, a setting a line; empty if it is no change of a profile. */
    public List<String> getChanges() {
        return getLine().getKind().equals("profile")
                ? getLine().details().content().lines().toList()
                : List.of();
    }

    /** The reasons for a refusal. */
    public List<String> getReasons() {
        return Stream.of(RefusalReason.values()).map(RefusalReason::text).toList();
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    /** Agrees; the second voice carries it out. */
    public @Nullable String approve() {
        Caller caller = officer.requireFor(ConsolePage.REQUEST);
        return decide(() -> approvals.approve(caller, id()));
    }

    /** Refuses, which ends it. */
    public @Nullable String reject() {
        Caller caller = officer.requireFor(ConsolePage.REQUEST);
        Optional<RefusalReason> known = Optional.ofNullable(reason).flatMap(RefusalReason::find);
        return known.isEmpty()
                ? notices.refuse("refused.no-reason")
                : decide(() -> approvals.reject(caller, id(), known.get()));
    }

    private @Nullable String decide(Runnable decision) {
        try {
            proven.carryOut(decision);
            return "/request.xhtml?faces-redirect=true&id=" + id();
        } catch (OwnApprovalException refused) {
            return notices.refuse("refused.own");
        } catch (ApprovalClosedException refused) {
            return notices.refuse("refused.closed");
        } catch (UnknownApprovalException | UnknownPersonException | UnknownHardwareException refused) {
            return notices.refuse("refused.unknown");
        } catch (ProfileChangeRefusedException refused) {
            return notices.refuse("refused.profile-changed");
        } catch (ProofPendingException pending) {
            return notices.warn("refused.proof-pending");
        }
    }
}
