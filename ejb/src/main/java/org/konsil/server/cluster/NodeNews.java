package org.konsil.server.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MembershipBegun;

/**
 * What was committed at one node since it last told; ids and numbers only.
 *
 * @param begun who became a member of which conversation
 * @param grown whose logs are longer now
 * @param delivered up to where every member has everything
 * @param closed devices that were put out, or whose certificate is on hold
 */
public record NodeNews(
        List<MembershipBegun> begun,
        Set<ConversationId> grown,
        Map<ConversationId, Long> delivered,
        Set<DeviceId> closed) {

    /** Nothing happened; telling that shows that the node is there. */
    public static final NodeNews NONE = new NodeNews(List.of(), Set.of(), Map.of(), Set.of());

    /** Keeps its own copies. */
    public NodeNews {
        begun = List.copyOf(begun);
        grown = Set.copyOf(grown);
        delivered = Map.copyOf(delivered);
        closed = Set.copyOf(closed);
    }
}
