package org.konsil.server.messaging.queueing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;

/**
 * What a checked commit does to a conversation's roster.
 *
 * @param removedLeaves the leaves that go
 * @param added the devices that come, each with its leaf
 * @param people the new list of the people whose devices belong here, null if it stays
 * @param groupInfo the GroupInfo of the epoch that begins
 */
public record RosterChange(
        Set<Integer> removedLeaves,
        List<NewMember> added,
        @Nullable Set<UserId> people,
        byte[] groupInfo) {

    /** Keeps its own copies of the lists. */
    public RosterChange {
        removedLeaves = Set.copyOf(removedLeaves);
        added = List.copyOf(added);
        people = people == null ? null : Set.copyOf(people);
    }

    /** A device and the leaf it gets. */
    public record NewMember(DeviceId device, int leaf) {}
}
