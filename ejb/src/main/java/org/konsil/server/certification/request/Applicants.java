package org.konsil.server.certification.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.konsil.pki.lint.PermittedNames;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.profile.StaffNames;
import org.konsil.pki.request.CertificationRequest;
import org.konsil.pki.request.DeviceRequest;
import org.konsil.pki.request.DeviceRequestReader;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.ClaimedSubjectException;
import org.konsil.server.certification.EnrolmentForbiddenException;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.PersonSubject;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.platform.HospitalSettings;

/** Finds out for whom a certificate would be: from the directory and the register, and compares what the request claims. */
@ApplicationScoped
class Applicants {
    @Inject
    SubjectDirectory subjects;

    @Inject
    Authorities authorities;

    @Inject
    HospitalSettings hospital;

    /**
     * The applicant, of whom every claim of the request is true.
     *
     * @throws ClaimedSubjectException if one is not
     */
    Applicant require(Caller caller, CertificationRequest request, CertificateProfile profile) {
        Applicant applicant = switch (profile.names()) {
            case DEVICE -> device(caller, request, profile);
            case STAFF -> person(caller);
            case SERVER -> server(names(request, profile), profile);
            case AUTHORITY, FUNCTION -> throw new EnrolmentForbiddenException(profile.name());
        };
        if (!request.claimsOnly(applicant.names())) {
            throw new ClaimedSubjectException(profile.name());
        }
        return applicant;
    }

    private Applicant device(Caller caller, CertificationRequest request, CertificateProfile profile) {
        try {
            DeviceRequest claimed = DeviceRequestReader.of(request);
            CertificateSubject subject = subjects.requireSubject(caller, claimed.claimedDevice());
            DeviceNames names =
                    new DeviceNames(authorities.organisation(), hospital.domain(), subject.user(), subject.device());
            if (!claimed.claims(names)) {
                throw new ClaimedSubjectException(profile.name());
            }
            return new Applicant(names, Holder.of(subject), caller.identity());
        } catch (RequestRefusedException refused) {
            throw new UnusableRequestException(refused.reason().name());
        }
    }

    private Applicant person(Caller caller) {
        return person(subjects.requirePerson(caller), caller);
    }

    private Applicant person(PersonSubject person, Caller caller) {
        return new Applicant(names(person), Holder.ofPerson(person.user()), caller.identity());
    }

    /** The person as the directory knows them now, for an order that waited. */
    Applicant requirePerson(UUID user) {
        PersonSubject person = subjects.requirePerson(user);
        return new Applicant(names(person), Holder.ofPerson(person.user()), null);
    }

    private StaffNames names(PersonSubject person) {
        return new StaffNames(authorities.organisation(), person.name(), person.user());
    }

    /**
     * A server of these names; who may ask for such a certificate answers for the names, and the CA's own constraints bound them.
     *
     * @throws ClaimedSubjectException if the CA may not certify one of them
     */
    Applicant server(List<String> dnsNames, CertificateProfile profile) {
        if (!authorities.present().contains(IssuingAuthority.SERVICE)) {
            throw new UnknownProfileException(profile.name());
        }
        try {
            ServerNames names = new ServerNames(dnsNames, List.of());
            boolean permitted = PermittedNames.permitsDns(
                    authorities.signer(IssuingAuthority.SERVICE).certificate(), dnsNames);
            if (!permitted) {
                throw new ClaimedSubjectException(profile.name());
            }
            return new Applicant(names, Holder.ofMachine(dnsNames.get(0)), null);
        } catch (IllegalArgumentException malformed) {
            throw new UnusableRequestException("NAMES");
        }
    }

    private static List<String> names(CertificationRequest request, CertificateProfile profile) {
        if (!request.claimedNames().stream().allMatch(name -> name.kind() == AlternativeName.Kind.DNS)) {
            throw new ClaimedSubjectException(profile.name());
        }
        return request.claimedNames().stream().map(AlternativeName::text).toList();
    }
}
