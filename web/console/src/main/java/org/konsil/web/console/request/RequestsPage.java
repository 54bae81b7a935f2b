package org.konsil.web.console.request;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.web.console.signin.CurrentOfficer;

/** What waits for somebody, the oldest first. */
@Named("requestsPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class RequestsPage {

    @Inject
    ApprovalQueue approvals;

    @Inject
    RequestNames names;

    @Inject
    CurrentOfficer officer;

    private List<RequestLine> lines;

    @PostConstruct
    void read() {
        Identity me = officer.identity();
        lines = approvals.open().stream()
                .map(order -> new RequestLine(approvals.requireDetails(order.id()), names, me))
                .toList();
    }

    public List<RequestLine> getLines() {
        return lines;
    }
}
