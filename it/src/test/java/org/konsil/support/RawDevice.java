package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Hello;
import org.konsil.protocol.socket.ServerFrame;

/** A device whose every byte a test decides: it enrols like a real one and then may lie. */
public final class RawDevice {

    private static final String ENROL = "/.well-known/est/staff-device/simpleenroll";
    private static final String CHALLENGE = "/.well-known/est/staff-device/csrattrs";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RunningSystem system;
    private final UUID id = UUID.randomUUID();
    private final KeyPair key = newKey();
    private List<X509Certificate> chain = List.of();

    public RawDevice(RunningSystem system) {
        this.system = system;
    }

    /** A registered and certified device of this person. */
    public static RawDevice enrolled(RunningSystem system, DemoPerson person) {
        return enrolled(system, person, system.hardwareCode(person));
    }

    /** The same, on the hardware of this code. */
    public static RawDevice enrolled(RunningSystem system, DemoPerson person, String hardwareCode) {
        RawDevice device = new RawDevice(system);
        assertThat(device.register(person, hardwareCode).statusCode())
                .as("registration")
                .isBetween(200, 204);
        HttpResponse<byte[]> answer = device.certify(person);
        assertThat(answer.statusCode())
                .as(() -> "enrolment: " + new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        device.chain = certificates(answer.body());
        return device;
    }

    public UUID id() {
        return id;
    }

    public KeyPair key() {
        return key;
    }

    /** The certificate, then the authority that issued it. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Asks to be registered with the person's hardware code. */
    public HttpResponse<byte[]> register(DemoPerson person) {
        return register(person, system.hardwareCode(person));
    }

    /** Asks to be registered with this hardware code. */
    public HttpResponse<byte[]> register(DemoPerson person, String hardwareCode) {
        return system.api()
                .putJson(
                        "/api/v1/devices/" + id,
                        system.token(person, "openid"),
                        "{\"hardwareCode\":\"" + hardwareCode + "\"}");
    }

    /** Asks for a certificate as the app does. */
    public HttpResponse<byte[]> certify(DemoPerson person) {
        return enrol(person, request(new X500Name(""), claims(person), challenge(person)));
    }

    /** Sends a PKCS#10 request with the person's token for enrolment. */
    public HttpResponse<byte[]> enrol(DemoPerson person, byte[] pkcs10) {
        return system.api()
                .postRequest(
                        ENROL,
                        system.token(person, "openid pki"),
                        Base64.getEncoder().encode(pkcs10));
    }

    /** The two URIs that this person's certificate for this device carries. */
    public List<String> claims(DemoPerson person) {
        return List.of("im:" + system.userId(person) + "@" + system.domain(), "urn:uuid:" + id);
    }

    /** A challenge that the server gives this person now. */
    public String challenge(DemoPerson person) {
        HttpResponse<byte[]> answer = system.api().get(CHALLENGE, system.token(person, "openid pki"));
        assertThat(answer.statusCode()).as("challenge").isEqualTo(200);
        byte[] der = Base64.getMimeDecoder().decode(answer.body());
        for (ASN1Encodable element : ASN1Sequence.getInstance(der)) {
            if (element instanceof ASN1Sequence attribute
                    && attribute.getObjectAt(0).equals(PKCSObjectIdentifiers.pkcs_9_at_challengePassword)) {
                ASN1Encodable value =
                        ASN1Set.getInstance(attribute.getObjectAt(1)).getObjectAt(0);
                return ((ASN1String) value).getString();
            }
        }
        throw new AssertionError("no challenge");
    }

    /** A PKCS#10 request of this device's key with any claims and no challenge. */
    public byte[] request(X500Name subject, Collection<String> uris) {
        return request(subject, uris, "");
    }

    /** A PKCS#10 request of this device's key with any claims and this challenge. */
    public byte[] request(X500Name subject, Collection<String> uris, String challenge) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            GeneralName[] names = uris.stream()
                    .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                    .toArray(GeneralName[]::new);
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            PKCS10CertificationRequestBuilder request = new JcaPKCS10CertificationRequestBuilder(
                            subject, key.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            if (!challenge.isEmpty()) {
                request.addAttribute(
                        PKCSObjectIdentifiers.pkcs_9_at_challengePassword, new DERPrintableString(challenge));
            }
            return request.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Connects and opens a session as this person. */
    public RawSocket connect(DemoPerson person) {
        system.token(person, "openid"); // before the server begins to wait for the Hello
        return connect(person, system.socket());
    }

    /** Opens a session as this person on a connection that stands. */
    public RawSocket connect(DemoPerson person, RawSocket socket) {
        ServerFrame answer = hello(socket, system.token(person, "openid"), id, key);
        assertThat(answer.hasSessionOpened()).as("session: %s", answer).isTrue();
        return socket;
    }

    /** Says Hello with any token, device and key, and gives back the answer. */
    public ServerFrame hello(RawSocket socket, String token, UUID device, KeyPair signer) {
        return socket.ask(helloFrame(socket, token, device, signer));
    }

    /** The Hello that answers the challenge of this connection. */
    public ClientFrame.Builder helloFrame(RawSocket socket, String token, UUID device, KeyPair signer) {
        Challenge challenge = socket.await(ServerFrame::hasChallenge).getChallenge();
        byte[] clientNonce = new byte[32];
        RANDOM.nextBytes(clientNonce);
        long at = System.currentTimeMillis();
        byte[] content = sessionProof(challenge, clientNonce, token, at);
        return ClientFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setAccessToken(token)
                        .setDeviceId(ByteString.copyFrom(bytes(device)))
                        .setClientNonce(ByteString.copyFrom(clientNonce))
                        .setAtMillis(at)
                        .setSignature(ByteString.copyFrom(sign(signer, content))));
    }

    /** The 16 bytes of a UUID. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The UUID of 16 bytes. */
    public static UUID uuid(ByteString bytes) {
        ByteBuffer halves = bytes.asReadOnlyByteBuffer();
        return new UUID(halves.getLong(), halves.getLong());
    }

    /** A fresh P-256 key. */
    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * SignContent over SessionProof, written by hand from docs/protocol/labels.md so that a mistake in the shared code is seen
     * here. All vectors but the token hash are shorter than 64 bytes or exactly 32, so that one length byte is enough.
     */
    private static byte[] sessionProof(Challenge challenge, byte[] clientNonce, String token, long at) {
        byte[] host = challenge.getHost().getBytes(StandardCharsets.UTF_8);
        byte[] hash = sha256(token.getBytes(StandardCharsets.US_ASCII));
        byte[] nonce = challenge.getServerNonce().toByteArray();
        byte[] proof = ByteBuffer.allocate(4 + host.length + nonce.length + clientNonce.length + hash.length + 8)
                .put((byte) host.length)
                .put(host)
                .put((byte) nonce.length)
                .put(nonce)
                .put((byte) clientNonce.length)
                .put(clientNonce)
                .put((byte) hash.length)
                .put(hash)
                .putLong(at)
                .array();
        byte[] label = "MLS 1.0 Konsil session 1".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + label.length + 2 + proof.length)
                .put((byte) label.length)
                .put(label)
                .putShort((short) (0x4000 | proof.length))
                .put(proof)
                .array();
    }

    private static byte[] sign(KeyPair signer, byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<X509Certificate> certificates(byte[] base64Pkcs7) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64Pkcs7);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der)).stream()
                    .map(X509Certificate.class::cast)
                    .sorted((a, b) -> Integer.compare(a.getBasicConstraints(), b.getBasicConstraints()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The serial of the device's certificate in the API's notation. */
    public String serial() {
        return chain.get(0).getSerialNumber().toString(16);
    }
}
