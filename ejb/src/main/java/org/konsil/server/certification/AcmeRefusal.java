package org.konsil.server.certification;

/** Every way in which something asked for over ACME (RFC 8555) can be refused. */
public enum AcmeRefusal {
    /** No flattened JWS, no JSON, a missing or superfluous member, the wrong kind of key identification. */
    MALFORMED,
    TOO_LARGE,
    WRONG_MEDIA_TYPE,
    TOO_MANY_REQUESTS,
    /** Signed for another address than the one it was sent to (section 6.4). */
    WRONG_URL,
    UNSUPPORTED_ALGORITHM,
    /** Too short, off its curve, of an unknown kind, private, or not fit for the algorithm. */
    UNUSABLE_KEY,
    WRONG_SIGNATURE,
    /** Not ours, too old, or used before (section 6.5). */
    BAD_NONCE,
    UNKNOWN_ACCOUNT,
    /** Deactivated by its holder or revoked by an officer. */
    CLOSED_ACCOUNT,
    UNSUPPORTED_CONTACT,
    /** No key of an officer came along (section 7.3.4). */
    BINDING_MISSING,
    /** Unknown, expired, used or revoked key, wrong MAC, or bound to another account key or address. */
    BINDING_REFUSED,
    /** The new key belongs to another account (section 7.3.5). */
    KEY_TAKEN,
    /** There is no such thing, or it is another account's. */
    NOT_FOUND,
    TOO_MANY_ORDERS,
    UNSUPPORTED_IDENTIFIER,
    /** The Service CA may not certify this name. */
    REJECTED_IDENTIFIER,
    /** RFC 9773, section 5: another order took the place of that certificate already, or it is not this account's. */
    REPLACEMENT_REFUSED,
    ALREADY_REPLACED,
    ORDER_NOT_READY,
    ORDER_EXPIRED,
    /** The request for a certificate cannot be read, or names other names than the order. */
    UNUSABLE_REQUEST,
    /** The key to be certified is somebody else's, or its certificate was revoked. */
    KEY_HELD,
    /** The name has no address, or none that may be asked. */
    CHALLENGE_ADDRESS,
    CHALLENGE_CONNECTION,
    CHALLENGE_ANSWER,
    UNKNOWN_REASON,
    ALREADY_REVOKED,
    /** Neither the account that got it, nor one that proved all its names, nor the holder of its key. */
    REVOCATION_FORBIDDEN
}
