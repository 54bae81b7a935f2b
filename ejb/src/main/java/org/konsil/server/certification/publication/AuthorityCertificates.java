package org.konsil.server.certification.publication;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.authority.Authorities;

/** The certificates of the CAs, for everybody. */
@Stateless
public class AuthorityCertificates {
    @Inject
    Authorities authorities;

    /** An issuing CA's, DER; nothing if it is not here. */
    public Optional<byte[]> find(IssuingAuthority authority) {
        return Optional.of(authority).filter(authorities.present()::contains).map(authorities::certificate);
    }

    /** The root's, DER. */
    public byte[] root() {
        return authorities.rootCertificate();
    }

    /** All that a holder needs to check their own chain, DER: the CA, then the root; nothing if it is not here. */
    public Optional<List<byte[]>> chain(IssuingAuthority authority) {
        return find(authority).map(ca -> List.of(ca, root()));
    }
}
