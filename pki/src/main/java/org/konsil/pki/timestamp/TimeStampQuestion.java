package org.konsil.pki.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** Asks an authority when a digest was known (RFC 3161, section 2.4.1), and believes only an answer to this question. */
public final class TimeStampQuestion {

    /** A token with its certificate has two or three. */
    public static final int MAX_REPLY_BYTES = 16 * 1024;

    private static final int NONCE_BITS = 64;

    private final TimeStampRequest request;

    public TimeStampQuestion(byte[] sha256, SecureRandom random) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        request = generator.generate(NISTObjectIdentifiers.id_sha256, sha256, new BigInteger(NONCE_BITS, random));
    }

    /** TimeStampReq, DER. */
    public byte[] encoded() {
        try {
            return request.getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("a question of our own cannot be encoded", impossible);
        }
    }

    /**
     * The time that the token says; nothing if the reply grants none, or is about another digest or question (section 2.2).
     * Whose signature it carries is for whoever verifies it later.
     *
     * @param reply TimeStampResp, DER, from anybody
     */
    public Optional<Instant> timeIn(byte[] reply) {
        try {
            if (reply.length > MAX_REPLY_BYTES) {
                return Optional.empty();
            }
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(request);
            return Optional.ofNullable(response.getTimeStampToken())
                    .map(token -> token.getTimeStampInfo().getGenTime().toInstant());
        } catch (TSPException | IOException | IllegalArgumentException | ClassCastException refused) {
            return Optional.empty();
        }
    }
}
