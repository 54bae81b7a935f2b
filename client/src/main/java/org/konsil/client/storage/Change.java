package org.konsil.client.storage;

import org.jspecify.annotations.Nullable;

/**
 * One record put or removed.
 *
 * @param shelf the kind of records
 * @param id its name on the shelf
 * @param value what it holds, given away: the store wipes it; null to remove
 */
public record Change(String shelf, String id, byte @Nullable [] value) {

    @Override
    public String toString() {
        return "Change[" + shelf + "]";
    }
}
