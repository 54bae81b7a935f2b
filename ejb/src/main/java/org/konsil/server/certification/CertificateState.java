package org.konsil.server.certification;

/** How a certificate stands now. */
public enum CertificateState {
    VALID,
    /** Or on hold. */
    REVOKED,
    EXPIRED
}
