package org.konsil.client.installation.identity;

import java.util.Set;

/**
 * A person as Keycloak knows them.
 *
 * @param username the login name
 * @param password of the login; never printed by this type
 * @param ward where the person works
 * @param duty as what the person works
 * @param roles names of realm roles
 */
public record Account(
        String username,
        String password,
        String firstName,
        String lastName,
        String ward,
        String duty,
        Set<String> roles) {

    /** Keeps a copy of the roles. */
    public Account {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "Account[" + username + "]";
    }
}
