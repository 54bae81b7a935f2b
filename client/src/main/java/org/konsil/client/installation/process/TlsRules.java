package org.konsil.client.installation.process;

/** What our TLS servers offer: AES-GCM with forward secrecy and the NIST curves, after BSI TR-02102-2. */
public final class TlsRules {

    /** Newest first. */
    public static final String PROTOCOLS = "TLSv1.3,TLSv1.2";

    /** For TLS 1.3, then for 1.2; the same list as in konsil.cli. */
    public static final String SUITES = "TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256,"
            + "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,"
            + "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

    /** For key agreement. */
    public static final String GROUPS = "secp256r1,secp384r1,secp521r1";

    private TlsRules() {}
}
