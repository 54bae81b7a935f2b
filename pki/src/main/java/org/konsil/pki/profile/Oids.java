package org.konsil.pki.profile;

/** Object identifiers that the profiles use. */
public final class Oids {

    /**
     * The arc of Konsil's own identifiers. Its number is random and below 2^31: GnuTLS and strongSwan do not read the 128 bits
     * of a whole UUID (tried); docs/decisions tells.
     */
    public static final String ARC = "2.25.1735812907";

    /** RFC 5280, section 4.2.1.4: an issuing CA is bound by its names and purposes, not by policies. */
    public static final String ANY_POLICY = "2.5.29.32.0";

    /** RFC 9336. */
    public static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
    /** RFC 9734: the key names an end point of instant messaging. */
    public static final String IM_URI = "1.3.6.1.5.5.7.3.40";

    public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    public static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    /** The key signs the statement that names the proof log's key. */
    public static final String PROOF_LOG = ARC + ".1.1";
    /** The key signs removals by the server, as one of a group's external senders (RFC 9420, section 12.1.8.1). */
    public static final String DELIVERY_SERVICE = ARC + ".1.2";

    private Oids() {}

    /** The policy under which certificates of a kind are issued. */
    static String policy(int number) {
        return ARC + ".2." + number;
    }
}
