package org.konsil.protocol.backup.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * Seven words drawn from the list, 77 bits: the host has the slot and guesses offline, so nobody chooses their own. Kept in
 * one spelling, words with single spaces between.
 */
public final class Passphrase implements AutoCloseable {

    public static final int WORDS = 7;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretBytes spelling;

    private Passphrase(Stream<Integer> places) {
        this.spelling = SecretBytes.owning(
                places.map(WordList.WORDS::get).collect(Collectors.joining(" ")).getBytes(StandardCharsets.US_ASCII));
    }

    public static Passphrase generate() {
        return new Passphrase(IntStream.range(0, WORDS).mapToObj(word -> RANDOM.nextInt(WordList.WORDS.size())));
    }

    public static Passphrase parse(String typed) {
        List<Integer> places = WordList.placesOf(typed);
        if (places.size() != WORDS) {
            throw new BackupRefusedException(BackupFault.WORDS_MISTYPED);
        }
        return new Passphrase(places.stream());
    }

    /** Shown to the person once. */
    public List<String> words() {
        byte[] bytes = spelling.copyBytes();
        try {
            return List.of(new String(bytes, StandardCharsets.US_ASCII).split(" ", -1));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Argon2id, version 0x13 (RFC 9106), then the slot's own label. */
    SecretBytes slotKey(byte[] salt, ArgonCost cost) {
        byte[] password = spelling.copyBytes();
        byte[] stretched = new byte[BackupLimits.KEY_BYTES];
        try {
            Argon2BytesGenerator argon = new Argon2BytesGenerator();
            argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withSalt(salt)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .build());
            argon.generateBytes(password, stretched);
            try (SecretBytes secret = SecretBytes.copyOf(stretched)) {
                return KeyDerivation.derive(secret, KeyLabel.PASSPHRASE_SLOT);
            }
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(stretched, (byte) 0);
        }
    }

    @Override
    public void close() {
        spelling.close();
    }

    @Override
    public String toString() {
        return "Passphrase";
    }
}
