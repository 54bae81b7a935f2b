package org.konsil.server.certification.publication;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.authority.Authorities;

/**
 * One of the revocation lists.
 *
 * @param shard its number; nothing for the complete list of the CA
 */
public record ListName(IssuingAuthority issuer, Optional<Integer> shard) {
    /** The one list that names every device. */
    public static final ListName ALL_DEVICES = new ListName(IssuingAuthority.DEVICE, Optional.empty());

    /** A shard of a CA. */
    public static ListName shard(IssuingAuthority issuer, int shard) {
        return new ListName(issuer, Optional.of(shard));
    }

    String issuerText() {
        return Authorities.text(issuer);
    }

    @Nullable Integer shardNumber() {
        return shard.orElse(null);
    }

    @Override
    public String toString() {
        return issuerText() + shard.map(number -> "/" + number).orElse("");
    }
}
