package org.konsil.pki.status;

/** A certificate, its chain or its revocation list is not good; nothing of it may be used. */
public final class ChainRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Every way in which a chain can be refused. */
    public enum Reason {
        WRONG_LENGTH,
        NOT_A_CERTIFICATE,
        WRONG_ISSUER,
        WRONG_SIGNATURE,
        NOT_YET_VALID,
        EXPIRED,
        NOT_A_CA,
        IS_A_CA,
        WRONG_KEY_USAGE,
        WRONG_PURPOSE,
        WRONG_KEY_TYPE,
        UNKNOWN_CRITICAL_EXTENSION,
        OUTSIDE_NAME_CONSTRAINTS,
        WRONG_NAMES,
        LIST_UNREADABLE,
        LIST_OF_ANOTHER_CA,
        LIST_OUT_OF_DATE,
        STATUS_UNREADABLE,
        STATUS_OF_ANOTHER_CA,
        STATUS_OUT_OF_DATE,
        REVOKED
    }

    private final Reason reason;

    ChainRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    ChainRefusedException(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
