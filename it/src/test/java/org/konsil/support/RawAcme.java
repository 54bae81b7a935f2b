package org.konsil.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Signed ACME messages, one at a time, right or wrong. */
public final class RawAcme {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RunningSystem system;
    private final ECKey key;

    public RawAcme(RunningSystem system) {
        this.system = system;
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A nonce of the server. */
    public String nonce() {
        return system.api()
                .send(system.api().request("/acme/new-nonce", null).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
    }

    /** A message that carries its key. */
    public byte[] signed(String path, String nonce, String payload) {
        return message("\"jwk\":" + key.toPublicJWK().toJSONString(), path, nonce, payload);
    }

    /** A message of an account. */
    public byte[] signedBy(UUID account, String path, String nonce, String payload) {
        return message("\"kid\":\"" + system.https().resolve("/acme/account/" + account) + "\"", path, nonce, payload);
    }

    private byte[] message(String signer, String path, String nonce, String payload) {
        String head = encode("{\"alg\":\"ES256\"," + signer + ",\"nonce\":\"" + nonce + "\",\"url\":\""
                + system.https().resolve(path) + "\"}");
        byte[] signed = (head + "." + encode(payload)).getBytes(StandardCharsets.US_ASCII);
        try {
            String signature = new ECDSASigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.ES256), signed)
                    .toString();
            return ("{\"protected\":\"" + head + "\",\"payload\":\"" + encode(payload) + "\",\"signature\":\""
                            + signature + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
