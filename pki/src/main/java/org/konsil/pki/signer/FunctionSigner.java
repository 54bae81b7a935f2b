package org.konsil.pki.signer;

import java.security.cert.X509Certificate;

/** A part of the server that signs with a key of its own, such as OCSP and time stamps; below a CA, never one. */
public interface FunctionSigner {

    /** Its certificate. */
    X509Certificate certificate();

    /**
     * Signs: ECDSA with SHA-256, DER-encoded (RFC 5758).
     *
     * @throws SignerFailedException if the key cannot be used
     */
    byte[] sign(byte[] toBeSigned);
}
