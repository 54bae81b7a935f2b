package org.konsil.protocol.backup.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * 32 random bytes that a person writes down as 24 words (BIP-39, "Generating the mnemonic": 256 bits and the first 8 of their
 * SHA-256). The bytes are uniform, so BIP-39's own stretching to a seed is left out.
 */
public final class RecoveryCode implements AutoCloseable {

    public static final int WORDS = 24;

    private static final int BITS_PER_WORD = 11;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretBytes value;

    private RecoveryCode(SecretBytes value) {
        this.value = value;
    }

    public static RecoveryCode generate() {
        byte[] bytes = new byte[BackupLimits.KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new RecoveryCode(SecretBytes.owning(bytes));
    }

    static RecoveryCode copyOf(byte[] bytes) {
        return new RecoveryCode(SecretBytes.copyOf(bytes));
    }

    /** Reads what a person typed; says only that it was mistyped, not where, if the words do not fit each other. */
    public static RecoveryCode parse(String typed) {
        List<Integer> places = WordList.placesOf(typed);
        if (places.size() != WORDS) {
            throw new BackupRefusedException(BackupFault.WORDS_MISTYPED);
        }
        byte[] bits = new byte[BackupLimits.KEY_BYTES + 1];
        for (int bit = 0; bit < bits.length * 8; bit++) {
            int place = places.get(bit / BITS_PER_WORD);
            int set = place >>> (BITS_PER_WORD - 1 - bit % BITS_PER_WORD) & 1;
            bits[bit / 8] |= (byte) (set << (7 - bit % 8));
        }
        byte[] bytes = Arrays.copyOf(bits, BackupLimits.KEY_BYTES);
        boolean fits = checksum(bytes) == bits[BackupLimits.KEY_BYTES];
        Arrays.fill(bits, (byte) 0);
        if (!fits) {
            Arrays.fill(bytes, (byte) 0);
            throw new BackupRefusedException(BackupFault.WORDS_MISTYPED);
        }
        return new RecoveryCode(SecretBytes.owning(bytes));
    }

    /** Shown to the person once. */
    public List<String> words() {
        byte[] bytes = value.copyBytes();
        byte[] bits = Arrays.copyOf(bytes, bytes.length + 1);
        bits[bytes.length] = checksum(bytes);
        List<String> words = new ArrayList<>();
        for (int word = 0; word < WORDS; word++) {
            int place = 0;
            for (int bit = word * BITS_PER_WORD; bit < (word + 1) * BITS_PER_WORD; bit++) {
                place = place << 1 | bits[bit / 8] >>> (7 - bit % 8) & 1;
            }
            words.add(WordList.WORDS.get(place));
        }
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    SecretBytes slotKey() {
        return KeyDerivation.derive(value, KeyLabel.RECOVERY_SLOT);
    }

    private static byte checksum(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes)[0];
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }

    @Override
    public void close() {
        value.close();
    }

    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
