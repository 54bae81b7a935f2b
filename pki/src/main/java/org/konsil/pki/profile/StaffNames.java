package org.konsil.pki.profile;

import java.util.List;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;

/**
 * A member of the staff, by name: for signatures that people read and for administrators' logins.
 *
 * @param hospital the organisation, as in the issuing CA's own name
 * @param name as the directory has it, at most 64 characters (RFC 5280, appendix A.1)
 * @param user the directory's id; two people may share a name, never this
 */
public record StaffNames(String hospital, String name, UUID user) implements SubjectNames {

    private static final int MAX_NAME = 64;

    /** Refuses names that do not fit the field. */
    public StaffNames {
        if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new IllegalArgumentException("a person's name has 1 to 64 characters");
        }
    }

    @Override
    public NameForm form() {
        return NameForm.STAFF;
    }

    @Override
    public X500Principal subject() {
        return DistinguishedNames.staff(hospital, name, user.toString());
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return List.of(AlternativeName.uri("urn:uuid:" + user));
    }

    @Override
    public String toString() {
        return "StaffNames[" + user + "]";
    }
}
