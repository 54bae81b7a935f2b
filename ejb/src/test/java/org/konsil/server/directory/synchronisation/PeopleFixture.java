package org.konsil.server.directory.synchronisation;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;

/** Puts people into the table as synchronisation does. */
public final class PeopleFixture {

    private PeopleFixture() {}

    public static KeycloakPerson person(String subject, String name, String ward) {
        return new KeycloakPerson(subject, "login-" + subject, name, ward, "Pflege", true);
    }

    /** These and no others. */
    public static void replaceAll(EntityManager entities, String issuer, KeycloakPerson... people) {
        table(entities).replaceAll(issuer, Arrays.asList(people));
    }

    public static void store(EntityManager entities, String issuer, KeycloakPerson person) {
        table(entities).store(issuer, List.of(person));
    }

    private static PersonTable table(EntityManager entities) {
        PersonTable table = new PersonTable();
        table.entities = entities;
        return table;
    }
}
