package org.konsil.web.pki.acme;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.acme.SignedRequest;

/** The JSON object that was signed; a name that ACME does not know is passed over (RFC 8555, section 7.3.2). */
final class AcmePayload {

    private static final int MAX_LIST = 100;

    private final JsonObject object;

    private AcmePayload(JsonObject object) {
        this.object = object;
    }

    static AcmePayload of(SignedRequest request) {
        return new AcmePayload(request.json());
    }

    boolean is(String name) {
        return JsonValue.TRUE.equals(object.get(name));
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    Optional<String> findText(String name) {
        return has(name) ? Optional.of(text(object.get(name))) : Optional.empty();
    }

    Optional<Integer> findNumber(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            return Optional.of(number.bigIntegerValue().intValue());
        }
        throw malformed();
    }

    /** The bytes of an inner message. */
    Optional<byte[]> findObject(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (object.get(name) instanceof JsonObject inner) {
            return Optional.of(inner.toString().getBytes(StandardCharsets.UTF_8));
        }
        throw malformed();
    }

    List<String> texts(String name) {
        return has(name) ? list(name).stream().map(AcmePayload::text).toList() : List.of();
    }

    /** The names of the identifiers, each of type {@code dns} (section 9.7.7). */
    List<String> dnsNames() {
        return list("identifiers").stream().map(AcmePayload::dnsName).toList();
    }

    /** Bytes in base64url without padding. */
    byte[] requireBytes(String name) {
        try {
            return Base64.getUrlDecoder().decode(findText(name).orElseThrow(AcmePayload::malformed));
        } catch (IllegalArgumentException malformed) {
            throw malformed();
        }
    }

    static AcmeRefusedException malformed() {
        return new AcmeRefusedException(AcmeRefusal.MALFORMED);
    }

    private List<JsonValue> list(String name) {
        if (object.get(name) instanceof JsonArray list && list.size() <= MAX_LIST) {
            return list;
        }
        throw malformed();
    }

    private static String dnsName(JsonValue value) {
        if (!(value instanceof JsonObject identifier)) {
            throw malformed();
        }
        if (!text(identifier.get("type")).equals("dns")) {
            throw new AcmeRefusedException(AcmeRefusal.UNSUPPORTED_IDENTIFIER);
        }
        return text(identifier.get("value"));
    }

    private static String text(@Nullable JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw malformed();
    }
}
