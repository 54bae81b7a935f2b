package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * An officer handed out a key with which a server may open an account. Fired inside the transaction that stored it.
 *
 * @param officer the subject of their token
 */
public record BindingKeyIssued(UUID kid, String officer, Instant at) {}
