package org.konsil.server.certification.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/**
 * Anti-replay nonces (RFC 8555, section 6.5): time and randomness under a MAC. Handing one out writes nothing, so that those
 * whom nobody knows cannot fill the database; using one does, so that it is used once on all nodes together.
 */
@ApplicationScoped
class Nonces {

    static final Duration LIFE = Duration.ofHours(1);

    private static final String LABEL = "konsil acme nonce 1";
    private static final int RANDOM_BYTES = 16;
    private static final int MARKED_BYTES = Long.BYTES + RANDOM_BYTES;
    private static final int MAC_BYTES = 16;
    private static final int CHARACTERS = (MARKED_BYTES + MAC_BYTES + 2) / 3 * 4;
    private static final String INSERT =
            "insert into acme_used_nonce (nonce_sha256, expires_at) values (:nonce, :until)"
                    + " on conflict do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    AcmeSecret secret;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** A new one. */
    String next() {
        byte[] marked = new byte[MARKED_BYTES];
        random.nextBytes(marked);
        ByteBuffer.wrap(marked).putLong(clock.millis());
        byte[] nonce = Arrays.copyOf(marked, MARKED_BYTES + MAC_BYTES);
        System.arraycopy(mac(marked), 0, nonce, MARKED_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Uses it up, in the caller's transaction; another transaction with the same one waits for the end of this. */
    void use(String text) {
        byte[] nonce = decode(text);
        byte[] marked = Arrays.copyOf(nonce, MARKED_BYTES);
        boolean ours = MessageDigest.isEqual(mac(marked), Arrays.copyOfRange(nonce, MARKED_BYTES, nonce.length));
        Instant until = Instant.ofEpochMilli(ByteBuffer.wrap(marked).getLong()).plus(LIFE);
        if (!ours || !clock.instant().isBefore(until) || !insert(marked, until)) {
            throw new AcmeRefusedException(AcmeRefusal.BAD_NONCE);
        }
    }

    /** Forgets those that are too old to be used again anyway. */
    void forget() {
        entities.createNativeQuery("delete from acme_used_nonce where expires_at < :now")
                .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .executeUpdate();
    }

    private boolean insert(byte[] marked, Instant until) {
        return entities.createNativeQuery(INSERT)
                        .setParameter("nonce", sha256(marked))
                        .setParameter("until", until)
                        .executeUpdate()
                == 1;
    }

    private static byte[] decode(String text) {
        try {
            byte[] nonce = Base64.getUrlDecoder().decode(text.length() > CHARACTERS ? "" : text);
            if (nonce.length == MARKED_BYTES + MAC_BYTES) {
                return nonce;
            }
        } catch (IllegalArgumentException malformed) {
            throw new AcmeRefusedException(AcmeRefusal.BAD_NONCE);
        }
        throw new AcmeRefusedException(AcmeRefusal.BAD_NONCE);
    }

    private byte[] mac(byte[] marked) {
        return Arrays.copyOf(secret.derive(LABEL, marked), MAC_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
