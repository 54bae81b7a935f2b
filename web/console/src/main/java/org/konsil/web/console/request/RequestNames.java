package org.konsil.web.console.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.konsil.server.access.Identity;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;

/** The names of those who ask and decide. */
@RequestScoped
public class RequestNames {

    @Inject
    PeopleFinder people;

    /** The name; the id of somebody whom the directory does not know. */
    String of(Identity identity) {
        return people.findBySubject(identity.issuer(), identity.subject())
                .map(Person::name)
                .orElse(identity.subject());
    }
}
