package org.konsil.server.certification;

import java.util.UUID;

/** A person as the directory knows them; the name goes into certificates of people and nowhere else. */
public record PersonSubject(UUID user, String name) {
    @Override
    public String toString() {
        return "PersonSubject[" + user + "]";
    }
}
