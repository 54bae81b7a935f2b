package org.konsil.server.certification.acme;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/**
 * A request whose signature, address and nonce were checked.
 *
 * @param signer the account, if it was named; nothing if only a key came along
 * @param jwk the key that signed, JSON
 * @param url the address that it was sent to
 * @param payload what was signed; empty if it only asks
 */
public record SignedRequest(Optional<UUID> signer, String jwk, String url, byte[] payload) {

    /** The account; a request that carried a key instead belongs elsewhere (RFC 8555, section 6.2). */
    public UUID account() {
        return signer.orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.MALFORMED));
    }

    /** Whether it only asks for what there is ("POST-as-GET", section 6.3). */
    public boolean isQuestion() {
        return payload.length == 0;
    }

    /** The JSON object that was signed. */
    public JsonObject json() {
        return StrictJson.read(payload);
    }

    @Override
    public String toString() {
        return "SignedRequest[" + signer + "]";
    }
}
