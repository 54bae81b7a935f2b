package org.konsil.server.messaging.queueing;

import java.util.Set;
import org.konsil.server.directory.UserId;

/**
 * How a conversation begins.
 *
 * @param groupInfo the GroupInfo of epoch 0
 * @param digest its SHA-256, by which a repeat is recognised
 * @param people whose devices belong there
 */
public record Founding(byte[] groupInfo, byte[] digest, Set<UserId> people) {

    /** Keeps its own copy of the list. */
    public Founding {
        people = Set.copyOf(people);
    }

    /** The size; the content stays out of every log. */
    @Override
    public String toString() {
        return "Founding[" + groupInfo.length + "]";
    }
}
