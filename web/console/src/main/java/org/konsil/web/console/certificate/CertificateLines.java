package org.konsil.web.console.certificate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.server.certification.inventory.ListedCertificate;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Puts the names of people beside certificates, which know only their ids; the directory is asked once for all of them. */
@RequestScoped
public class CertificateLines {

    @Inject
    PeopleFinder people;

    @Inject
    Clock clock;

    /** The lines of a list, in its order. */
    public List<CertificateLine> of(Collection<ListedCertificate> listed) {
        List<UserId> ids = listed.stream()
                .flatMap(certificate -> certificate.user().stream())
                .distinct()
                .map(UserId::new)
                .toList();
        Map<UserId, String> names = people.findAll(ids).stream().collect(Collectors.toMap(Person::id, Person::name));
        Instant now = clock.instant();
        return listed.stream()
                .map(certificate -> new CertificateLine(
                        certificate,
                        certificate.user().map(UserId::new).map(names::get).orElse(certificate.holder()),
                        now))
                .toList();
    }
}
