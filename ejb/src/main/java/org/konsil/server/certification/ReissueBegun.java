package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * All living certificates of a profile are being made anew from now on. Fired inside the transaction that stored it.
 *
 * @param officer the subject of the token of the person who asked for it
 */
public record ReissueBegun(UUID reissue, String profile, String officer, Instant at) {}
