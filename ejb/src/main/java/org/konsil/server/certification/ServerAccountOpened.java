package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/** A server opened an account with a key that an officer had handed out. Fired inside the transaction that stored it. */
public record ServerAccountOpened(UUID account, UUID kid, Instant at) {}
