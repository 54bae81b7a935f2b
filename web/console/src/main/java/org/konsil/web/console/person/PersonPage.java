package org.konsil.web.console.person;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.Role;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.InventorySearch;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;
import org.konsil.web.console.certificate.CertificateLine;
import org.konsil.web.console.certificate.CertificateLines;
import org.konsil.web.console.frame.NotFound;

/** One person: as the directory knows them, what Keycloak lets them do now, and their certificates. */
@Named("personPage")
@RequestScoped
public class PersonPage {

    private static final int MOST = 200;

    @Inject
    HttpServletRequest request;

    @Inject
    PeopleFinder people;

    @Inject
    PeopleSynchroniser keycloak;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines lines;

    private @Nullable Person person;
    private @Nullable List<CertificateLine> theirs;

    /** Looks for them before anything is shown; whoever does not exist is answered as not found. */
    public void open() throws IOException {
        try {
            getPerson();
        } catch (UnknownPersonException unknown) {
            NotFound.answer();
        }
    }

    public Person getPerson() {
        if (person == null) {
            person = people.require(id());
        }
        return person;
    }

    private UserId id() {
        @Nullable String text = request.getParameter("id");
        try {
            return new UserId(UUID.fromString(text == null ? "" : text));
        } catch (IllegalArgumentException malformed) {
            throw new UnknownPersonException("of another form");
        }
    }

    public String getUsername() {
        return people.requireUsername(getPerson().id());
    }

    /** The names of the roles; null if Keycloak does not answer, which the page says. */
    public @Nullable List<String> getRoles() {
        try {
            Set<Role> roles =
                    keycloak.rolesOf(people.requireIdentity(getPerson().id()));
            return roles.stream().map(Role::roleName).toList();
        } catch (IdentityUnreachableException unreachable) {
            return null;
        }
    }

    /** Their certificates and those of their devices, those that end first first. */
    public List<CertificateLine> getCertificates() {
        if (theirs == null) {
            InventoryFilter filter = new InventoryFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new InventorySearch("", Set.of(getPerson().id().value()))));
            theirs = lines.of(certificates.find(filter, Optional.empty(), MOST));
        }
        return theirs;
    }
}
