package org.konsil.pki.signer;

import java.security.cert.X509Certificate;

/** A CA that can sign; where its key lies (file, token, HSM) is the implementation's own matter. */
public interface CaSigner {

    /** The CA's certificate; its key is the one that checks every signature made here. */
    X509Certificate certificate();

    /**
     * Signs with the CA's key: ECDSA with SHA-384, DER-encoded (RFC 5758).
     *
     * @throws SignerFailedException if the key cannot be used
     */
    byte[] sign(byte[] toBeSigned);
}
