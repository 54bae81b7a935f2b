package org.konsil.client.messaging;

import java.util.UUID;

/**
 * A person of the hospital, as the directory knows them.
 *
 * @param reachable whether at least one device of theirs can be written to
 */
public record Person(UUID userId, String name, String ward, String duty, boolean reachable) {}
