package org.konsil.server.directory.lookup;

import jakarta.persistence.EntityManager;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;

/** The door with an entity manager of a test's own. */
public final class PeopleFinderFixture {

    private PeopleFinderFixture() {}

    public static PeopleFinder of(EntityManager entities, PeopleSynchroniser synchroniser) {
        PeopleFinder finder = new PeopleFinder();
        finder.entities = entities;
        finder.synchroniser = synchroniser;
        return finder;
    }
}
