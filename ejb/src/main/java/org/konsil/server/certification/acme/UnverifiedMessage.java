package org.konsil.server.certification.acme;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/**
 * A flattened JWS (RFC 7515, section 7.2.2; RFC 8555, section 6.2) whose form is right and of which nothing was verified.
 *
 * @param url the address that it says it was signed for
 * @param nonce nothing in an inner message
 * @param key the JWK that came along, if one did
 * @param kid the account's address or the officer's key, if it names one; never together with a key
 * @param signed the bytes under the signature
 */
record UnverifiedMessage(
        JWSAlgorithm algorithm,
        String url,
        Optional<String> nonce,
        Optional<AccountKey> key,
        Optional<String> kid,
        byte[] payload,
        byte[] signed,
        Base64URL signature) {

    /** The largest message: a certificate or a request in base64, twice wrapped. */
    static final int MAX_BYTES = 32 * 1024;

    private static final Set<String> MEMBERS = Set.of("protected", "payload", "signature");

    /** Reads it; a member that does not belong there is a refusal. */
    static UnverifiedMessage read(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new AcmeRefusedException(AcmeRefusal.TOO_LARGE);
        }
        JsonObject message = StrictJson.read(body);
        if (!message.keySet().equals(MEMBERS)) {
            throw StrictJson.malformed();
        }
        String head = StrictJson.requireText(message, "protected");
        String payload = StrictJson.requireText(message, "payload");
        String signature = StrictJson.requireText(message, "signature");
        requireCanonical(signature);
        JsonObject header = StrictJson.read(requireCanonical(head));
        // Nothing that is critical is known here (RFC 7515, section 4.1.11).
        if (header.containsKey("crit") || header.containsKey("jwk") == header.containsKey("kid")) {
            throw StrictJson.malformed();
        }
        return new UnverifiedMessage(
                JWSAlgorithm.parse(StrictJson.requireText(header, "alg")),
                StrictJson.requireText(header, "url"),
                StrictJson.findText(header, "nonce"),
                findKey(header),
                StrictJson.findText(header, "kid"),
                requireCanonical(payload),
                (head + "." + payload).getBytes(StandardCharsets.US_ASCII),
                new Base64URL(signature));
    }

    /** An empty payload is a question for what there is (RFC 8555, section 6.3). */
    boolean isQuestion() {
        return payload.length == 0;
    }

    private static Optional<AccountKey> findKey(JsonObject header) {
        if (!header.containsKey("jwk")) {
            return Optional.empty();
        }
        if (header.get("jwk") instanceof JsonObject jwk) {
            return Optional.of(AccountKey.parse(jwk.toString()));
        }
        throw StrictJson.malformed();
    }

    /** Base64url without padding and in its one canonical form (RFC 7515, section 2). */
    private static byte[] requireCanonical(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw StrictJson.malformed();
        }
        throw StrictJson.malformed();
    }
}
