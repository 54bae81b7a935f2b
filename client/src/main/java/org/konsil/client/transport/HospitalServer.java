package org.konsil.client.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.konsil.client.failure.TamperedException;

/** What a device asks its hospital's server besides the socket (docs/protocol/certificates.md). */
public final class HospitalServer {

    private static final int HEXADECIMAL = 16;
    private static final String EST = "/.well-known/est/staff-device/";

    private final URI address;
    private final Http http;

    /**
     * @param address {@code https://host:port}
     * @param root the hospital's root certificate, which everything leads to
     */
    public HospitalServer(URI address, X509Certificate root) {
        this.address = address;
        this.http = new Http(root);
    }

    public URI address() {
        return address;
    }

    public Http http() {
        return http;
    }

    /** Connections to the socket. */
    public Wire.Maker socket() {
        return listener -> new SocketWire(http, SocketWire.address(address), listener);
    }

    /** What the server tells anybody: issuer and domain. */
    public JsonNode installation() {
        return http.json(request("/api/v1/installation"));
    }

    /** Who the token's owner is. */
    public JsonNode self(String token) {
        return http.json(request("/api/v1/self").header("Authorization", "Bearer " + token));
    }

    /** The current revocation list of devices, DER. */
    public byte[] revocationList() {
        return http.send(request("/pki/crl/device.crl"));
    }

    /** Makes the device known as the token's owner's. */
    public void register(UUID device, String hardwareCode, String token) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("hardwareCode", hardwareCode);
        http.send(request("/api/v1/devices/" + device)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** What the server wants to find in a request (RFC 7030, section 4.5.2), DER. */
    public byte[] requestAttributes(String token) {
        return decode(http.send(request(EST + "csrattrs").header("Authorization", "Bearer " + token)));
    }

    /** Asks for a certificate (RFC 7030, section 4.2); the answer is a PKCS#7, DER. */
    public byte[] enrol(byte[] request, String token) {
        return decode(http.send(pkcs10("simpleenroll", request, token)));
    }

    /**
     * Asks for the next certificate (RFC 7030, section 4.2.2).
     *
     * @param proof the certified key's signature over the request: {@link org.konsil.protocol.certificate.ReenrolmentProof}
     */
    public byte[] enrolAgain(byte[] request, byte[] proof, String token) {
        return decode(http.send(pkcs10("simplereenroll", request, token)
                .header("Konsil-Reenrolment", Base64.getEncoder().encodeToString(proof))));
    }

    /** The newest certificate of the key that this one certifies, be it the same; JSON with certificate and issuer, base64. */
    public JsonNode successor(BigInteger serial, String token) {
        return http.json(request("/api/v1/certificates/" + serial.toString(HEXADECIMAL) + "/successor")
                .header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder pkcs10(String operation, byte[] request, String token) {
        return request(EST + operation)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/pkcs10")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Base64.getEncoder().encode(request)));
    }

    /**
     * Sealed attachments at the server.
     *
     * @param token an access token; true for one that was never used
     */
    public AttachmentServer attachments(Function<Boolean, String> token) {
        return new AttachmentServer(http, address, token);
    }

    private static byte[] decode(byte[] answer) {
        try {
            return Base64.getMimeDecoder().decode(new String(answer, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException noBase64) {
            throw new TamperedException("answer-malformed", noBase64);
        }
    }

    private HttpRequest.Builder request(String path) {
        return Http.request(address.resolve(path)).header("Accept", "*/*");
    }
}
