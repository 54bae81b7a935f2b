package org.konsil.server.messaging.writing;

import java.util.List;
import org.konsil.server.messaging.LogsWritten;

/**
 * What a batch did.
 *
 * @param answers one for each request, in their order
 * @param news what those who are connected are told once it is on disk
 */
public record Written(List<Answer> answers, LogsWritten news) {}
