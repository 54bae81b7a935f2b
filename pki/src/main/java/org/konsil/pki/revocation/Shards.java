package org.konsil.pki.revocation;

import java.time.Instant;

/**
 * How the certificates of a CA are dealt out over its revocation lists.
 *
 * <p>By the order of issuance and not by serial: a shard then never holds more than its certificates, however many of them are
 * revoked, and a certificate's shard, which its distribution point names, never changes.
 */
public final class Shards {

    /** The most certificates, and so the most entries, of one shard: half a megabyte. */
    public static final int SIZE = 10_000;

    private Shards() {}

    /**
     * The shard of a certificate, counted from 1.
     *
     * @param ordinal how many certificates the CA issued before
     */
    public static int of(long ordinal) {
        if (ordinal < 0) {
            throw new IllegalArgumentException("certificates are counted from 0");
        }
        return Math.toIntExact(ordinal / SIZE + 1);
    }

    /**
     * Whether a revoked certificate that expired is still listed: until it was on one list of after its end (RFC 5280, section
     * 3.3).
     *
     * @param notAfter the certificate's end
     * @param lastThisUpdate thisUpdate of the shard's newest list so far
     */
    public static boolean keeps(Instant notAfter, Instant lastThisUpdate) {
        return !notAfter.isBefore(lastThisUpdate);
    }
}
