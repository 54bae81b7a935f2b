package org.konsil.server.certification.request;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.pki.lint.PermittedNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.profile.StaffNames;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.CertificateSubject;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.PersonSubject;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.platform.HospitalSettings;

/**
 * The names that holders of certificates get in their next ones, without asking for them: from the directory and the register
 * as they are now, as {@link EnrolmentDesk} takes them when somebody asks.
 */
@Stateless
public class HolderNames {
    @Inject
    SubjectDirectory subjects;

    @Inject
    Authorities authorities;

    @Inject
    HospitalSettings hospital;

    /** A certificate that its holder has. */
    public record Present(CertificateSerial serial, Holder holder, X509Certificate certificate) {}

    /** The names for each, by the serial of what it has; whoever may have no certificate now is not there. */
    public Map<CertificateSerial, SubjectNames> find(CertificateProfile profile, List<Present> present) {
        return switch (profile.names()) {
            case DEVICE -> devices(present);
            case STAFF -> people(present);
            case SERVER -> servers(present);
            case AUTHORITY, FUNCTION -> Map.of();
        };
    }

    private Map<CertificateSerial, SubjectNames> devices(List<Present> present) {
        Map<UUID, CertificateSubject> good = subjects.findInGoodStanding(present.stream()
                .flatMap(each -> each.holder().device().stream())
                .toList());
        Map<CertificateSerial, SubjectNames> names = new HashMap<>();
        for (Present each : present) {
            each.holder()
                    .device()
                    .map(good::get)
                    .filter(subject -> Holder.of(subject).equals(each.holder()))
                    .ifPresent(subject -> names.put(
                            each.serial(),
                            new DeviceNames(
                                    authorities.organisation(), hospital.domain(), subject.user(), subject.device())));
        }
        return names;
    }

    private Map<CertificateSerial, SubjectNames> people(List<Present> present) {
        Map<UUID, PersonSubject> known =
                subjects
                        .findPeople(present.stream()
                                .flatMap(each -> each.holder().user().stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(PersonSubject::user, Function.identity(), (one, same) -> one));
        Map<CertificateSerial, SubjectNames> names = new HashMap<>();
        for (Present each : present) {
            each.holder()
                    .user()
                    .map(known::get)
                    .filter(person -> Holder.ofPerson(person.user()).equals(each.holder()))
                    .flatMap(this::namesOf)
                    .ifPresent(own -> names.put(each.serial(), own));
        }
        return names;
    }

    /** Nothing if the directory has a name that fits no certificate. */
    private Optional<StaffNames> namesOf(PersonSubject person) {
        try {
            return Optional.of(new StaffNames(authorities.organisation(), person.name(), person.user()));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    private Map<CertificateSerial, SubjectNames> servers(List<Present> present) {
        Map<CertificateSerial, SubjectNames> names = new HashMap<>();
        if (!authorities.present().contains(IssuingAuthority.SERVICE)) {
            return names;
        }
        X509Certificate ca = authorities.signer(IssuingAuthority.SERVICE).certificate();
        for (Present each : present) {
            namesOf(each.certificate())
                    .filter(own -> own.dnsNames().get(0).equals(each.holder().id()))
                    .filter(own -> PermittedNames.permitsDns(ca, own.dnsNames()))
                    .ifPresent(own -> names.put(each.serial(), own));
        }
        return names;
    }

    /** Nothing if the certificate is one that could not be issued today. */
    private static Optional<ServerNames> namesOf(X509Certificate certificate) {
        try {
            return Optional.of(ServerKeyFile.names(certificate));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
