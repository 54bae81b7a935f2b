package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * An officer took a key back, and closed the account that was opened with it. Fired inside the transaction that stored it.
 *
 * @param officer the subject of their token
 */
public record BindingKeyRevoked(UUID kid, String officer, Instant at) {}
