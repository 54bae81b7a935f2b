package org.konsil.server.certification.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a certificate that was issued.
 *
 * @param line as the list shows it
 * @param issuedAt when it was signed
 * @param chain the certificate, its CA and the root, DER
 * @param revocation how it ended before its time, or what holds it
 */
public record InventoryEntry(
        ListedCertificate line, Instant issuedAt, List<byte[]> chain, Optional<EntryRevocation> revocation) {

    /**
     * @param reason RFC 5280's name
     * @param by the subject of the officer's token, or the name of the part of the server
     */
    public record EntryRevocation(String reason, Instant at, String by) {}
}
