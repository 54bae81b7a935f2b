package org.konsil.web.pki.acme;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.konsil.server.certification.AcmeRefusal;

/**
 * How a refusal is told (RFC 8555, section 6.7); docs/api/acme-problems.md lists the same, and a test compares the two.
 *
 * @param type the last part of {@code urn:ietf:params:acme:error:}
 * @param detail one sentence for people
 */
record AcmeProblem(String type, int status, String detail) {

    static final AcmeProblem INTERNAL = new AcmeProblem("serverInternal", 500, "The server failed");

    private static final Map<AcmeRefusal, AcmeProblem> ALL = new EnumMap<>(AcmeRefusal.class);

    static {
        say(AcmeRefusal.MALFORMED, "malformed", 400, "The message does not have the form that belongs here");
        say(AcmeRefusal.TOO_LARGE, "malformed", 413, "The message is too large");
        say(AcmeRefusal.WRONG_MEDIA_TYPE, "malformed", 415, "Requests are application/jose+json");
        say(AcmeRefusal.TOO_MANY_REQUESTS, "rateLimited", 429, "Too many requests from this address");
        say(AcmeRefusal.WRONG_URL, "unauthorized", 403, "The message was signed for another address");
        say(AcmeRefusal.UNSUPPORTED_ALGORITHM, "badSignatureAlgorithm", 400, "The algorithm is not accepted");
        say(AcmeRefusal.UNUSABLE_KEY, "badPublicKey", 400, "The key is not accepted, or not with this algorithm");
        say(AcmeRefusal.WRONG_SIGNATURE, "malformed", 400, "The signature does not verify");
        say(AcmeRefusal.BAD_NONCE, "badNonce", 400, "The nonce is unknown, too old or used");
        say(AcmeRefusal.UNKNOWN_ACCOUNT, "accountDoesNotExist", 400, "There is no such account");
        say(AcmeRefusal.CLOSED_ACCOUNT, "unauthorized", 403, "The account is closed");
        say(AcmeRefusal.UNSUPPORTED_CONTACT, "unsupportedContact", 400, "Contacts are mailto addresses, ten at most");
        say(
                AcmeRefusal.BINDING_MISSING,
                "externalAccountRequired",
                403,
                "A registration officer gives the key for this");
        say(
                AcmeRefusal.BINDING_REFUSED,
                "unauthorized",
                403,
                "The officer's key opens no account, or its MAC is wrong");
        say(AcmeRefusal.KEY_TAKEN, "malformed", 409, "The key belongs to an account already");
        say(AcmeRefusal.NOT_FOUND, "malformed", 404, "There is no such thing");
        say(AcmeRefusal.TOO_MANY_ORDERS, "rateLimited", 429, "Too many orders of this account are open");
        say(AcmeRefusal.UNSUPPORTED_IDENTIFIER, "unsupportedIdentifier", 400, "Only DNS names are certified");
        say(
                AcmeRefusal.REJECTED_IDENTIFIER,
                "rejectedIdentifier",
                403,
                "A name is none that the hospital's CA certifies");
        say(AcmeRefusal.REPLACEMENT_REFUSED, "malformed", 404, "The certificate to be replaced is not this account's");
        say(AcmeRefusal.ALREADY_REPLACED, "alreadyReplaced", 409, "Another order replaces that certificate");
        say(AcmeRefusal.ORDER_NOT_READY, "orderNotReady", 403, "Not every name of the order is proven, or it is over");
        say(AcmeRefusal.ORDER_EXPIRED, "malformed", 403, "The time of the order is up");
        say(
                AcmeRefusal.UNUSABLE_REQUEST,
                "badCSR",
                400,
                "The request cannot be used, or names other names than the order");
        say(AcmeRefusal.KEY_HELD, "badPublicKey", 400, "The key has another certificate already, or had one revoked");
        say(AcmeRefusal.CHALLENGE_ADDRESS, "dns", 400, "The name leads to no address that may be asked");
        say(AcmeRefusal.CHALLENGE_CONNECTION, "connection", 400, "The server under the name did not answer in time");
        say(AcmeRefusal.CHALLENGE_ANSWER, "incorrectResponse", 400, "The server under the name gave another answer");
        say(AcmeRefusal.UNKNOWN_REASON, "badRevocationReason", 400, "The reason is none of 0, 1, 3, 4, 5 and 9");
        say(AcmeRefusal.ALREADY_REVOKED, "alreadyRevoked", 400, "The certificate is revoked");
        say(
                AcmeRefusal.REVOCATION_FORBIDDEN,
                "unauthorized",
                403,
                "Neither account nor key is that of the certificate");
    }

    private static void say(AcmeRefusal refusal, String type, int status, String detail) {
        ALL.put(refusal, new AcmeProblem(type, status, detail));
    }

    /** What is told of a refusal. */
    static AcmeProblem of(AcmeRefusal refusal) {
        AcmeProblem problem = ALL.get(refusal);
        if (problem == null) {
            throw new IllegalStateException(
                    "nothing is said of " + refusal.name().toLowerCase(Locale.ROOT));
        }
        return problem;
    }

    /** The type by which programs tell problems apart. */
    String uri() {
        return "urn:ietf:params:acme:error:" + type;
    }
}
