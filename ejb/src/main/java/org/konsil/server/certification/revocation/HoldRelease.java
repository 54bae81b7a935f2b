package org.konsil.server.certification.revocation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.NotOnHoldException;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.Order;

/** Asks for the end of a hold, which needs two people; {@link Holds} ends it when they agreed. */
@Stateless
public class HoldRelease {
    @Inject
    Holds holds;

    @Inject
    SubjectDirectory subjects;

    @Inject
    ApprovalQueue approvals;

    /**
     * Files the request; its id. The holder of the certificate has no voice in it.
     *
     * @throws NotOnHoldException if the certificate is not on hold
     */
    public UUID ask(Caller officer, CertificateSerial serial) {
        Optional<UUID> device = holds.requireHeld(serial);
        byte[] content = serial.toString().getBytes(StandardCharsets.US_ASCII);
        return approvals.file(
                officer,
                new Order(
                        ApprovalKind.RELEASE,
                        serial.toString(),
                        content,
                        device.flatMap(subjects::findHolder).orElse(null)));
    }
}
