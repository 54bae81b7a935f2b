package org.konsil.pki.revocation;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a certificate was revoked (RFC 5280, section 5.3.1). Not here: {@code removeFromCRL}, which only a delta CRL can say (a
 * released certificate is simply not on the next list), and {@code aACompromise}, for there are no attribute certificates.
 */
public enum RevocationReason {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("keyCompromise", 1),
    CA_COMPROMISE("cACompromise", 2),
    AFFILIATION_CHANGED("affiliationChanged", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessationOfOperation", 5),
    /** For a while: the only one that can be taken back. */
    CERTIFICATE_HOLD("certificateHold", 6),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn", 9);

    private final String text;
    private final int code;

    RevocationReason(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** The RFC's name. */
    public String text() {
        return text;
    }

    /** The RFC's number. */
    public int code() {
        return code;
    }

    /** The reason of that RFC name. */
    public static Optional<RevocationReason> find(String text) {
        return Stream.of(values()).filter(reason -> reason.text.equals(text)).findFirst();
    }

    /** The reason of that RFC number. */
    public static Optional<RevocationReason> find(int code) {
        return Stream.of(values()).filter(reason -> reason.code == code).findFirst();
    }
}
