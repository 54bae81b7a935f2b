package org.konsil.server.messaging.writing;

import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.queueing.Member;

/** A device's place and cursor in a locked log while a batch is made. */
final class ReaderState {

    final long row;
    final Member member;
    final @Nullable Long untilSeq;
    final long ackedBefore;
    long ackedSeq;

    ReaderState(long row, Member member, @Nullable Long untilSeq, long ackedSeq) {
        this.row = row;
        this.member = member;
        this.untilSeq = untilSeq;
        this.ackedBefore = ackedSeq;
        this.ackedSeq = ackedSeq;
    }

    boolean isMember() {
        return untilSeq == null;
    }

    /** Whether it was removed from the group and has now read that. */
    boolean isThrough() {
        return untilSeq != null && ackedSeq >= untilSeq;
    }
}
