package org.konsil.server.certification.timestamp;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.Order;

/** Answers whoever wants a digest stamped. */
@Stateless
public class TimeStampDesk {
    @Inject
    TimeStampKeys keys;

    @Inject
    ApprovedFunctions approved;

    @Inject
    ApprovalQueue approvals;

    /**
     * A token, or a refusal that says why.
     *
     * @param request TimeStampReq, DER, from anybody
     * @return TimeStampResp, DER; nothing if two people have not yet allowed this server to stamp
     */
    public Optional<byte[]> answer(byte[] request) {
        return approved.isApproved(CertificateProfiles.TIME_STAMP.name())
                ? Optional.of(keys.current().answer(request))
                : Optional.empty();
    }

    /** Asks for the permission, which needs two people; the id of the request. */
    public UUID ask(Caller operator) {
        String profile = CertificateProfiles.TIME_STAMP.name();
        byte[] content = ("function " + profile).getBytes(StandardCharsets.US_ASCII);
        return approvals.file(operator, new Order(ApprovalKind.FUNCTION, profile, content, null));
    }
}
