package org.konsil.server.messaging.queueing;

import java.util.List;
import java.util.Set;
import org.konsil.server.device.DeviceId;

/**
 * What a checked commit does to a conversation's roster.
 *
 * @param removedLeaves the leaves that go
 * @param added the devices that come, each with its leaf
 * @param groupInfo the GroupInfo of the epoch that begins
 */
public record RosterChange(Set<Integer> removedLeaves, List<NewMember> added, byte[] groupInfo) {

    /** Keeps its own copies of the lists. */
    public RosterChange {
        removedLeaves = Set.copyOf(removedLeaves);
        added = List.copyOf(added);
    }

    /** A device and the leaf it gets. */
    public record NewMember(DeviceId device, int leaf) {}
}
