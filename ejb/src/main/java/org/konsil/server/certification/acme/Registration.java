package org.konsil.server.certification.acme;

import java.util.List;
import java.util.Optional;

/**
 * What a server says when it opens an account (RFC 8555, section 7.3).
 *
 * @param contacts addresses; their form is checked, and nothing of them is kept
 * @param onlyExisting whether no new account is wanted
 * @param binding the inner message of section 7.3.4, JSON
 */
public record Registration(List<String> contacts, boolean onlyExisting, Optional<byte[]> binding) {

    /** Keeps its own copy of the list. */
    public Registration {
        contacts = List.copyOf(contacts);
    }

    @Override
    public String toString() {
        return "Registration";
    }
}
