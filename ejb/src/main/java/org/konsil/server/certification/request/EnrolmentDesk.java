package org.konsil.server.certification.request;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.request.DeviceRequest;
import org.konsil.pki.request.DeviceRequestReader;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.ClaimedSubjectException;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.authority.DeviceAuthority;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.platform.HospitalSettings;

/** Where staff members' devices come with their requests. */
@Stateless
public class EnrolmentDesk {

    @Inject
    SubjectDirectory subjects;

    @Inject
    DeviceAuthority authority;

    @Inject
    HospitalSettings hospital;

    @Inject
    CertificateIssuance issuance;

    /**
     * Gives the device its certificate; stored and durable when it returns. The same key gets the same certificate again.
     *
     * @param pkcs10 DER, at most 8 KiB
     * @throws UnusableRequestException if it is no request, or its signature is not its key's
     * @throws ClaimedSubjectException if it claims names that are not the caller's
     * @throws org.konsil.server.certification.DeviceKeyException if the device has another key already
     * @throws RuntimeException one of the device feature's refusals, see {@link SubjectDirectory}
     */
    public DeviceCertificate enrol(Caller caller, byte[] pkcs10) {
        DeviceRequest request = read(pkcs10);
        CertificateSubject subject = subjects.requireSubject(caller, request.claimedDevice());
        DeviceNames names =
                new DeviceNames(authority.organisation(), hospital.domain(), subject.user(), subject.device());
        if (!request.claims(names)) {
            throw new ClaimedSubjectException(request.claimedDevice());
        }
        return issuance.issue(request.publicKey(), names);
    }

    private static DeviceRequest read(byte[] pkcs10) {
        try {
            return new DeviceRequestReader().read(pkcs10);
        } catch (RequestRefusedException refused) {
            throw new UnusableRequestException(refused.reason().name());
        }
    }
}
