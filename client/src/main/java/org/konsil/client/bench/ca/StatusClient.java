package org.konsil.client.bench.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.pki.responder.StatusQuestionWriter;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.StatusStatement;

/**
 * Asks for the status of certificates of one CA (OCSP, RFC 6960). Questions without a nonce are made beforehand; of the answers
 * one in a hundred is checked in full, so that the client costs little beside the server.
 */
final class StatusClient {

    private static final int OK = 200;
    private static final int NONCE_BYTES = 32;
    private static final int CHECK_EACH = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate issuer;
    private final String path;
    private final List<BigInteger> serials;
    private final List<String> addresses;
    private final Clock clock;

    /** @param path of the CA's responder, without a slash at its end */
    StatusClient(X509Certificate issuer, String path, List<BigInteger> serials, Clock clock) {
        this.issuer = issuer;
        this.path = path;
        this.serials = List.copyOf(serials);
        this.addresses = serials.stream().map(this::address).toList();
        this.clock = clock;
    }

    /** By GET, as whoever may be answered by a cache (RFC 5019, section 5). */
    void askStored(KeptConnection connection, int number) throws IOException, InterruptedException {
        int which = number % serials.size();
        byte[] answer = connection.get(addresses.get(which), "").require(OK);
        check(answer, number, serials.get(which));
    }

    /** By POST with a nonce: the answer must be signed now. */
    void askLive(KeptConnection connection, int number) throws IOException, InterruptedException {
        BigInteger serial = serials.get(number % serials.size());
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] question = StatusQuestionWriter.write(issuer, serial, nonce);
        byte[] answer = connection
                .send("POST", path, "Content-Type: application/ocsp-request\r\n", question)
                .require(OK);
        check(answer, number, serial);
    }

    private String address(BigInteger serial) {
        byte[] question = StatusQuestionWriter.write(issuer, serial, null);
        return path + "/" + URLEncoder.encode(Base64.getEncoder().encodeToString(question), StandardCharsets.US_ASCII);
    }

    private void check(byte[] answer, int number, BigInteger serial) {
        if (number % CHECK_EACH != 0) {
            return;
        }
        try {
            StatusStatement.requireGood(answer, issuer, serial, clock.instant());
        } catch (ChainRefusedException refused) {
            throw new InstallationException("the status of a good certificate is not good", refused);
        }
    }
}
