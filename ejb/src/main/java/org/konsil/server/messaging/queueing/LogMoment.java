package org.konsil.server.messaging.queueing;

import java.time.Instant;

/**
 * What is noted of time when something is written now (C3).
 *
 * @param receivedAt the minute
 * @param expiresAt until then an envelope waits for devices that do not fetch it
 * @param forgetRepeatsAt until then a repeat is recognised, and as long as the message waits for somebody
 */
public record LogMoment(Instant receivedAt, Instant expiresAt, Instant forgetRepeatsAt) {}
