package org.konsil.web.socket;

/** How far a device was sent one conversation's log. */
final class Place {

    /** The last envelope that it was sent, or had before. */
    long seq;

    /** The last one that it may have. */
    long untilSeq;

    /** Whether the log is to be read, so that what is at hand may not be the next. */
    boolean dirty = true;

    /** Whether it is being read. */
    boolean reading;

    /** Whether the envelope at hand is the one that comes next. */
    boolean isNext(long at) {
        return !dirty && !reading && at == seq + 1 && at <= untilSeq;
    }
}
