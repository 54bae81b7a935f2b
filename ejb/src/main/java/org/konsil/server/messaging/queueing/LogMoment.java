package org.konsil.server.messaging.queueing;

import java.time.Instant;

/**
 * What is noted of time when something is written now (C3).
 *
 * @param receivedAt the minute
 * @param expiresAt until then an envelope waits for devices that do not fetch it
 * @param forgetRepeatsAt until then a repeat is recognised if everybody has the message now
 */
public record LogMoment(Instant receivedAt, Instant expiresAt, Instant forgetRepeatsAt) {}
