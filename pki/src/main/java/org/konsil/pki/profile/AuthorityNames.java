package org.konsil.pki.profile;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * An issuing CA and the names it may certify.
 *
 * @param hospital the organisation
 * @param commonName such as {@code Device CA}
 * @param permitted the permitted subtrees of its critical name constraints, one at least
 */
public record AuthorityNames(String hospital, String commonName, List<AlternativeName> permitted)
        implements SubjectNames {

    /** An issuing CA without constraints would open every name. */
    public AuthorityNames {
        permitted = List.copyOf(permitted);
        if (permitted.isEmpty()) {
            throw new IllegalArgumentException("an issuing CA has name constraints");
        }
    }

    /** A CA for holders whose subject begins with the hospital's organisation. */
    public static AuthorityNames ofPeopleAndDevices(String hospital, String commonName) {
        String subtree = DistinguishedNames.organisationOnly(hospital).getName();
        return new AuthorityNames(
                hospital, commonName, List.of(new AlternativeName(AlternativeName.Kind.DIRECTORY, subtree)));
    }

    @Override
    public NameForm form() {
        return NameForm.AUTHORITY;
    }

    @Override
    public X500Principal subject() {
        return DistinguishedNames.subject(hospital, commonName);
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return List.of();
    }
}
