package org.konsil.server.certification.inventory;

import java.util.Set;
import java.util.UUID;

/**
 * What somebody types to find a certificate; any of it suffices.
 *
 * @param start what the serial or the holder's id begins with; nothing matches only by person
 * @param users the random ids of people, whose own certificates and whose devices' are meant
 */
public record InventorySearch(String start, Set<UUID> users) {
    /** Keeps a copy. */
    public InventorySearch {
        users = Set.copyOf(users);
    }
}
