package org.konsil.server.messaging.queueing;

import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.EnvelopeKind;

/**
 * What is in an entry of the log.
 *
 * @param kind what it is
 * @param bytes the commit, message or proposal
 * @param welcome for those that the commit adds
 */
public record LogContent(EnvelopeKind kind, byte[] bytes, byte @Nullable [] welcome) {

    /** The size; the content stays out of every log. */
    @Override
    public String toString() {
        return "LogContent[" + bytes.length + "]";
    }
}
