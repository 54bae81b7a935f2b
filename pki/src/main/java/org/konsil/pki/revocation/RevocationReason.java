package org.konsil.pki.revocation;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a certificate was revoked (RFC 5280, section 5.3.1); only reasons that a hospital has for a device. */
public enum RevocationReason {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("keyCompromise", 1),
    AFFILIATION_CHANGED("affiliationChanged", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessationOfOperation", 5),
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
}
