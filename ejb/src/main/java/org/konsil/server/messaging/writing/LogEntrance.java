package org.konsil.server.messaging.writing;

import java.util.function.Consumer;

/** Where requests come in: {@link LogWriter} without the container's bookkeeping, for those who come with every message. */
@FunctionalInterface
public interface LogEntrance {

    /**
     * Has it written, with whatever else waits. Blocks nobody.
     *
     * @param answer told once, on a thread that must not be kept; what it is told was written is on disk
     * @throws org.konsil.server.messaging.OverloadedException if more waits than is kept; nothing happens then
     */
    void write(LogRequest request, Consumer<Answer> answer);
}
