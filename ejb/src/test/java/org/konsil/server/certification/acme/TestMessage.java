package org.konsil.server.certification.acme;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed messages as an ACME client makes them, with whatever fault a test wants. */
public final class TestMessage {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final JsonObjectBuilder header = Json.createObjectBuilder();
    private String payload = "";

    private TestMessage() {}

    /** Signed for this address; the nonce may be missing. */
    public static TestMessage to(String url) {
        TestMessage message = new TestMessage();
        message.header.add("url", url);
        return message;
    }

    /** A member of the protected header, JSON. */
    public TestMessage with(String name, String json) {
        try (JsonReader reader = Json.createReader(new StringReader("{\"v\":" + json + "}"))) {
            header.add(name, reader.readObject().get("v"));
            return this;
        }
    }

    public TestMessage nonce(String nonce) {
        return with("nonce", "\"" + nonce + "\"");
    }

    public TestMessage kid(String kid) {
        return with("kid", "\"" + kid + "\"");
    }

    public TestMessage jwk(TestKey key) {
        return with("jwk", key.jwk());
    }

    public TestMessage payload(String json) {
        payload = json;
        return this;
    }

    /** With the algorithm of this key. */
    public byte[] signedBy(TestKey key) {
        with("alg", "\"" + key.algorithm() + "\"");
        return flattened(key.sign(signed()));
    }

    /** HS256 with an officer's key (RFC 8555, section 7.3.4). */
    public byte[] sealedWith(byte[] macKey) {
        with("alg", "\"HS256\"");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(macKey, "HmacSHA256"));
            return flattened(mac.doFinal(signed()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String head;

    private byte[] signed() {
        head = encode(header.build().toString());
        return (head + "." + encode(payload)).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] flattened(byte[] signature) {
        return Json.createObjectBuilder()
                .add("protected", head)
                .add("payload", encode(payload))
                .add("signature", BASE64.encodeToString(signature))
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
