package org.konsil.client.bench.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.pki.CertificateBundle;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.request.CsrAttributes;
import org.konsil.pki.request.DeviceRequestWriter;
import org.konsil.protocol.certificate.ReenrolmentProof;

/** A device that wants certificates and nothing else. */
final class BenchDevice {

    private static final String EST = "/.well-known/est/staff-device/";
    private static final String PKCS10 = "Content-Type: application/pkcs10\r\n";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final UUID id = UUID.randomUUID();
    private final KeyPair keys = newKeys();
    private final Owner owner;
    private byte[] answer = new byte[0];

    BenchDevice(Owner owner) {
        this.owner = owner;
    }

    /**
     * Whose device it is.
     *
     * @param api signs in for the API
     * @param pki signs in for certificates
     * @param host the server's, without a port
     */
    record Owner(Signatory api, Signatory pki, String hardwareCode, UUID user, String domain, String host) {

        @Override
        public String toString() {
            return "Owner[" + user + "]";
        }
    }

    void register(KeptConnection connection) throws IOException, InterruptedException {
        byte[] body = ("{\"hardwareCode\":\"" + owner.hardwareCode() + "\"}").getBytes(StandardCharsets.UTF_8);
        connection
                .send("PUT", "/api/v1/devices/" + id, owner.api().header() + "Content-Type: application/json\r\n", body)
                .require(NO_CONTENT);
    }

    /** Challenge and certificate: two requests. */
    void enrol(KeptConnection connection) throws IOException, InterruptedException {
        byte[] request = request(connection);
        answer = connection
                .send("POST", EST + "simpleenroll", owner.pki().header() + PKCS10, base64(request))
                .require(OK);
    }

    /** The same for the next certificate, vouched for by the certified key. */
    void enrolAgain(KeptConnection connection) throws IOException, InterruptedException {
        byte[] request = request(connection);
        byte[] proof = ReenrolmentProof.of(owner.host(), request).sign(keys.getPrivate());
        String header = "Konsil-Reenrolment: " + Base64.getEncoder().encodeToString(proof) + "\r\n";
        answer = connection
                .send("POST", EST + "simplereenroll", owner.pki().header() + PKCS10 + header, base64(request))
                .require(OK);
    }

    /** The serial of the newest certificate. */
    BigInteger serial() {
        try {
            return Certificates.parse(chain().get(0)).getSerialNumber();
        } catch (CertificateException e) {
            throw new InstallationException("a device got no certificate", e);
        }
    }

    /** With the newest certificate, ready for sessions. */
    CertifiedDevice certified() {
        return new CertifiedDevice(id, "im:" + owner.user() + "@" + owner.domain(), keys, chain(), owner.api());
    }

    /** DER: the newest certificate, then the authority's. */
    private List<byte[]> chain() {
        try {
            byte[] own = new byte[0];
            byte[] authority = new byte[0];
            for (byte[] der : CertificateBundle.decode(Base64.getMimeDecoder().decode(answer))) {
                if (isOwn(Certificates.parse(der))) {
                    own = der;
                } else {
                    authority = der;
                }
            }
            if (own.length == 0 || authority.length == 0) {
                throw new InstallationException("a device got somebody else's certificate");
            }
            return List.of(own, authority);
        } catch (IOException | CertificateException e) {
            throw new InstallationException("a device got no certificate", e);
        }
    }

    private boolean isOwn(X509Certificate certificate) {
        return Arrays.equals(
                certificate.getPublicKey().getEncoded(), keys.getPublic().getEncoded());
    }

    private byte[] request(KeptConnection connection) throws IOException, InterruptedException {
        byte[] attributes =
                connection.get(EST + "csrattrs", owner.pki().header()).require(OK);
        String challenge = CsrAttributes.challengeIn(Base64.getMimeDecoder().decode(attributes));
        return DeviceRequestWriter.write(keys, new DeviceNames("", owner.domain(), owner.user(), id), challenge);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-256"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no P-256", e);
        }
    }

    private static byte[] base64(byte[] der) {
        return Base64.getEncoder().encode(der);
    }
}
