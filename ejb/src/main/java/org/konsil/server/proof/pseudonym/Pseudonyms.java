package org.konsil.server.proof.pseudonym;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.konsil.server.proof.ProofSettings;

/**
 * Names for people and devices in the log. One has the same name in events of a family within a quarter, so that it shows
 * whether two acted or one; nothing else follows from it without the key, and with the key destroyed nothing at all (N3).
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Pseudonyms {

    private static final String LABEL = "konsil proof pseudonym 1\n";
    private static final int BYTES = 16;

    @Inject
    ProofSettings settings;

    private final Object guard = new Object();
    private @Nullable PersonKeyFile keys;

    /**
     * @param bearer what it is and which, such as {@code user 6f0c…}; has a key from now on
     * @param family of events
     */
    public String of(String bearer, String family, Instant at) {
        ZonedDateTime day = at.atZone(ZoneOffset.UTC);
        String scope = LABEL + family + "\n" + day.getYear() + "Q" + (1 + (day.getMonthValue() - 1) / 3);
        byte[] key;
        synchronized (guard) {
            key = keys().require(bearer);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] name = mac.doFinal(scope.getBytes(StandardCharsets.UTF_8));
            return "p:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(name, BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", impossible);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Destroys their keys: what the log says of them leads to them no more. It is on disk when this returns. */
    public void erase(Set<String> bearers) {
        synchronized (guard) {
            keys().erase(bearers);
        }
    }

    /** Each night, so that no copy of the file from before yesterday opens with a key that still exists. */
    @Schedule(hour = "2", minute = "41", persistent = false)
    void sealAnew() {
        synchronized (guard) {
            keys().erase(Set.of());
        }
    }

    private PersonKeyFile keys() {
        PersonKeyFile open = keys;
        if (open == null) {
            open = new PersonKeyFile(settings.folder(), new SecureRandom());
            keys = open;
        }
        return open;
    }
}
