package org.konsil.server.certification.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ChallengeRefusedException;

/**
 * Makes sure that a request was made just now, for this person: each challenge is good for one person, one profile and the
 * first key that comes with it. The same request may come again with it, for an answer that got lost or is still pending.
 */
@ApplicationScoped
class Challenges {
    private static final Duration UNUSED_LIFE = Duration.ofMinutes(10);
    private static final Duration USED_LIFE = Duration.ofDays(31);
    private static final int BYTES = 16;
    private static final int MAX_CHARACTERS = 64;
    /** Nobody waits for the disk: whose challenge is lost with the power gets another. */
    private static final String INSERT = "insert into enrolment_challenge"
            + " (challenge_sha256, profile, issuer, subject, expires_at)"
            + " select :challenge, :profile, :issuer, :subject, :until"
            + " from (select set_config('synchronous_commit', 'off', true)) quick";

    private static final String OURS = " where challenge_sha256 = :challenge and profile = :profile"
            + " and issuer = :issuer and subject = :subject and expires_at > :now";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** A new challenge, letters and digits. */
    String make(Caller caller, String profile) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String challenge = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        entities.createNativeQuery(INSERT)
                .setParameter("challenge", sha256(challenge))
                .setParameter("profile", profile)
                .setParameter("issuer", caller.issuer())
                .setParameter("subject", caller.subject())
                .setParameter("until", now.plus(UNUSED_LIFE))
                .executeUpdate();
        return challenge;
    }

    /** Forgets those that are over. */
    void forget() {
        entities.createNativeQuery("delete from enrolment_challenge where expires_at < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Whether the challenge came with this very key before. */
    boolean isRepeated(Caller caller, String profile, Optional<String> challenge, byte[] publicKey) {
        return !entities.createNativeQuery("select 1 from enrolment_challenge" + OURS + " and key_sha256 = :key")
                .setParameter("challenge", sha256(bounded(challenge, profile)))
                .setParameter("profile", profile)
                .setParameter("issuer", caller.issuer())
                .setParameter("subject", caller.subject())
                .setParameter("now", clock.instant())
                .setParameter("key", sha256(publicKey))
                .getResultList()
                .isEmpty();
    }

    /**
     * Uses the challenge up for this key.
     *
     * @throws ChallengeRefusedException if there is none, it was given to somebody else or for another profile, was used with
     *     another key, or is over
     */
    void redeem(Caller caller, String profile, Optional<String> challenge, byte[] publicKey) {
        Instant now = clock.instant();
        int redeemed = entities.createNativeQuery("update enrolment_challenge set key_sha256 = :key,"
                        + " expires_at = case when key_sha256 is null then :until else expires_at end" + OURS
                        + " and (key_sha256 is null or key_sha256 = :key)")
                .setParameter("challenge", sha256(bounded(challenge, profile)))
                .setParameter("profile", profile)
                .setParameter("issuer", caller.issuer())
                .setParameter("subject", caller.subject())
                .setParameter("now", now)
                .setParameter("until", now.plus(USED_LIFE))
                .setParameter("key", sha256(publicKey))
                .executeUpdate();
        if (redeemed != 1) {
            throw new ChallengeRefusedException(profile);
        }
    }

    private static String bounded(Optional<String> challenge, String profile) {
        return challenge
                .filter(text -> text.length() <= MAX_CHARACTERS)
                .orElseThrow(() -> new ChallengeRefusedException(profile));
    }

    private static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
