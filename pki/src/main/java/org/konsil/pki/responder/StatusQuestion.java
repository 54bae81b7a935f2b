package org.konsil.pki.responder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that was read; whoever asked is not known and need not be.
 *
 * @param certificates what is asked about, one at least
 * @param nonce 1 to 128 octets that the answer repeats (RFC 9654), or nothing
 */
public record StatusQuestion(List<CertificateName> certificates, byte @Nullable [] nonce) {

    /** Whether a signed answer that was made beforehand will do. */
    public boolean takesStored() {
        return certificates.size() == 1 && nonce == null;
    }
}
