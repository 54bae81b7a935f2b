package org.konsil.server.certification.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.EnrolmentRejectedException;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.FiledOrder;
import org.konsil.server.certification.approval.Order;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;

/**
 * Requests that wait for two people. What waits is whose and which key; the names are read from the directory when the
 * certificate is made, and a person who left meanwhile gets none.
 */
@ApplicationScoped
class Orders {
    @Inject
    ApprovalQueue approvals;

    @Inject
    Applicants applicants;

    @Inject
    CertificateIssuance issuance;

    Enrolment enrol(Caller caller, Applicant applicant, CertificateWish wish) {
        Optional<IssuedCertificate> present = issuance.findPresent(wish);
        if (present.isPresent()) {
            return new Enrolment.Issued(present.get());
        }
        Order order = new Order(ApprovalKind.CERTIFICATE, wish.profile(), content(wish), applicant.concerned());
        boolean rejected = approvals
                .findNewest(order)
                .map(FiledOrder::state)
                .filter(ApprovalState.REJECTED::equals)
                .isPresent();
        if (rejected) {
            throw new EnrolmentRejectedException(wish.profile());
        }
        return new Enrolment.Pending(approvals.file(caller, order));
    }

    /** Issues what two people agreed to, in the transaction of the second voice. */
    void approved(@Observes OrderApproved order) {
        if (order.kind() != ApprovalKind.CERTIFICATE) {
            return;
        }
        List<String> lines =
                new String(order.content(), StandardCharsets.US_ASCII).lines().toList();
        Applicant applicant = applicants.requirePerson(UUID.fromString(lines.get(0)));
        byte[] publicKey = Base64.getDecoder().decode(lines.get(1));
        issuance.issue(new CertificateWish(order.target(), publicKey, applicant.names(), applicant.holder()));
    }

    private static byte[] content(CertificateWish wish) {
        UUID user = wish.holder().user().orElseThrow();
        String key = Base64.getEncoder().encodeToString(wish.publicKey());
        return (user + "\n" + key + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
