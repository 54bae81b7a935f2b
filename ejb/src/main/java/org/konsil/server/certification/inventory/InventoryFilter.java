package org.konsil.server.certification.inventory;

import java.time.Instant;
import java.util.Optional;
import org.konsil.server.certification.CertificateState;

/**
 * Which certificates to list; an empty part asks for all.
 *
 * @param profile its name
 * @param holder its id
 * @param state valid, revoked, on hold or expired
 * @param endsBefore only those that end before then
 * @param search what their serial or holder begins with, or whose they are
 */
public record InventoryFilter(
        Optional<String> profile,
        Optional<String> holder,
        Optional<CertificateState> state,
        Optional<Instant> endsBefore,
        Optional<InventorySearch> search) {

    /** Without a search. */
    public InventoryFilter(
            Optional<String> profile,
            Optional<String> holder,
            Optional<CertificateState> state,
            Optional<Instant> endsBefore) {
        this(profile, holder, state, endsBefore, Optional.empty());
    }

    /** Those of this holder, whatever their state. */
    public static InventoryFilter ofHolder(String holder) {
        return new InventoryFilter(Optional.empty(), Optional.of(holder), Optional.empty(), Optional.empty());
    }
}
