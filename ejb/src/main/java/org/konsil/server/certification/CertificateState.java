package org.konsil.server.certification;

/** How a certificate stands now. */
public enum CertificateState {
    VALID,
    /** Or on hold. */
    REVOKED,
    /** One kind of revoked: the only one that can be taken back. */
    ON_HOLD,
    EXPIRED
}
