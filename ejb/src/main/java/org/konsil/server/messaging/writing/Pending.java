package org.konsil.server.messaging.writing;

import java.util.function.Consumer;

/** A request that waits for its answer. */
record Pending(LogRequest request, Consumer<Answer> answer) {}
