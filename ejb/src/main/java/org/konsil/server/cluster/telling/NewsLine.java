package org.konsil.server.cluster.telling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.server.cluster.NodeNews;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MembershipBegun;

/** Puts together what is to be told, until it is taken. It is bounded: what does not fit is lost, and known to be lost. */
final class NewsLine {

    /** About half a megabyte as text. */
    static final int MOST = 8_192;

    private List<MembershipBegun> begun = new ArrayList<>();
    private Set<ConversationId> grown = new HashSet<>();
    private Map<ConversationId, Long> delivered = new HashMap<>();
    private Set<DeviceId> closed = new HashSet<>();
    private boolean lost;
    private boolean ended;

    /**
     * What came together.
     *
     * @param lost whether something was dropped before it
     * @param ended whether nothing comes after it
     */
    record Taken(NodeNews news, boolean lost, boolean ended) {}

    synchronized void begun(MembershipBegun membership) {
        begun.add(membership);
        added();
    }

    synchronized void grown(ConversationId conversation) {
        grown.add(conversation);
        added();
    }

    synchronized void delivered(ConversationId conversation, long seq) {
        delivered.merge(conversation, seq, Math::max);
        added();
    }

    synchronized void closed(DeviceId device) {
        closed.add(device);
        added();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void added() {
        if (size() > MOST) {
            clear();
            lost = true;
        }
        notifyAll();
    }

    private int size() {
        return begun.size() + grown.size() + delivered.size() + closed.size();
    }

    private void clear() {
        begun = new ArrayList<>();
        grown = new HashSet<>();
        delivered = new HashMap<>();
        closed = new HashSet<>();
    }

    /** Waits until there is something, but no longer than that. */
    synchronized Taken take(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        long millis = longest.toMillis();
        while (size() == 0 && !lost && !ended && millis > 0) {
            wait(millis);
            millis = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
        Taken taken = new Taken(new NodeNews(begun, grown, delivered, closed), lost, ended);
        clear();
        lost = false;
        return taken;
    }
}
