package org.konsil.protocol.mls.group;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;

/**
 * A commit that was made and is not in force yet: send it, then give it to {@link MlsGroup#accept} if the server took it, or
 * {@link #close} it if another one won.
 */
public final class StagedCommit implements AutoCloseable {

    /** What goes to the server together. */
    record Sent(MlsMessage commit, @Nullable Welcome welcome, GroupInfo groupInfo) {}

    private final Bytes interimBefore;
    private final MlsMessage commit;
    private final @Nullable Welcome welcome;
    private final GroupInfo groupInfo;
    private final GroupState next;
    private final boolean last;
    private boolean used;

    /** @param interimBefore the transcript hash of the epoch in which it was made */
    StagedCommit(Bytes interimBefore, Sent sent, GroupState next, boolean last) {
        this.interimBefore = interimBefore;
        this.commit = sent.commit();
        this.welcome = sent.welcome();
        this.groupInfo = sent.groupInfo();
        this.next = next;
        this.last = last;
    }

    public MlsMessage commit() {
        return commit;
    }

    /** For the devices that the commit adds, if it adds any. */
    public Optional<MlsMessage> welcome() {
        return welcome == null ? Optional.empty() : Optional.of(MlsMessage.of(welcome));
    }

    /** Of the epoch that the commit leads to, with the key for external commits. */
    public GroupInfo groupInfo() {
        return groupInfo;
    }

    /** Whether the group ends with this commit, because it is started anew. */
    boolean isLast() {
        return last;
    }

    synchronized GroupState take() {
        if (used) {
            throw new IllegalStateException("the commit is used or closed");
        }
        used = true;
        return next;
    }

    /** Whether the commit was made in this very epoch, and no other commit came between. */
    boolean isAfter(Bytes interimTranscriptHash) {
        return interimBefore.equals(interimTranscriptHash);
    }

    @Override
    public synchronized void close() {
        if (!used) {
            used = true;
            next.close();
        }
    }
}
