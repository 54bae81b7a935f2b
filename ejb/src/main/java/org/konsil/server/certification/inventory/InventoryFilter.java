package org.konsil.server.certification.inventory;

import java.time.Instant;
import java.util.Optional;
import org.konsil.server.certification.CertificateState;

/**
 * Which certificates to list; an empty part asks for all.
 *
 * @param profile its name
 * @param holder its id
 * @param state valid, revoked or expired
 * @param endsBefore only those that end before then
 */
public record InventoryFilter(
        Optional<String> profile,
        Optional<String> holder,
        Optional<CertificateState> state,
        Optional<Instant> endsBefore) {}
