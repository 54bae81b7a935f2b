package org.konsil.server.proof.witnessing;

import java.time.Instant;

/**
 * A checkpoint, and what an authority said of it.
 *
 * @param note as it was served
 * @param reply TimeStampResp (RFC 3161), DER, about its SHA-256
 */
public record StampedCheckpoint(long size, byte[] note, byte[] reply, Instant at) {}
