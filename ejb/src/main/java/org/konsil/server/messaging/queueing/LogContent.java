package org.konsil.server.messaging.queueing;

import org.jspecify.annotations.Nullable;

/**
 * What is in an entry of the log.
 *
 * @param endsEpoch whether it is a commit
 * @param bytes the commit or message
 * @param welcome for those that the commit adds
 */
public record LogContent(boolean endsEpoch, byte[] bytes, byte @Nullable [] welcome) {

    /** The size; the content stays out of every log. */
    @Override
    public String toString() {
        return "LogContent[" + bytes.length + "]";
    }
}
