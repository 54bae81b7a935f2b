package org.konsil.pki.request;

/** The bytes are no certification request that Konsil accepts. */
public final class RequestRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Every way in which a request can be refused. */
    public enum Reason {
        TOO_LARGE,
        NOT_BASE64,
        NOT_DER,
        NOT_A_REQUEST,
        WRONG_KEY_TYPE,
        KEY_NOT_ON_CURVE,
        WRONG_SIGNATURE_ALGORITHM,
        WRONG_SIGNATURE,
        UNKNOWN_ATTRIBUTE,
        UNKNOWN_EXTENSION,
        NAMES_OTHER_THAN_URIS,
        NAMES_OF_UNKNOWN_KIND,
        NOT_ONE_DEVICE
    }

    private final Reason reason;

    RequestRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    RequestRefusedException(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
