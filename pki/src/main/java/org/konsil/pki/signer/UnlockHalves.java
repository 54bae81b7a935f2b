package org.konsil.pki.signer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A CA password that two officers hold together: each half alone says nothing of it (a one-time pad of 256 bits).
 *
 * <p>A half is 64 hexadecimal digits and 4 that check them, so that whoever mistyped can be told, and not the other.
 */
public final class UnlockHalves {

    private static final int BYTES = 32;
    private static final int CHECK_BYTES = 2;
    private static final HexFormat HEX = HexFormat.of();

    private final char[] first;
    private final char[] second;
    private final char[] password;

    private UnlockHalves(char[] first, char[] second, char[] password) {
        this.first = first;
        this.second = second;
        this.password = password;
    }

    /** Draws a password and its halves. */
    public static UnlockHalves generate(SecureRandom random) {
        byte[] a = new byte[BYTES];
        byte[] b = new byte[BYTES];
        random.nextBytes(a);
        random.nextBytes(b);
        char[] first = text(a);
        char[] second = text(b);
        return new UnlockHalves(first, second, join(first, second));
    }

    /** For the first officer. */
    public char[] first() {
        return first.clone();
    }

    /** For the second officer. */
    public char[] second() {
        return second.clone();
    }

    /** With which the key file is encrypted. */
    public char[] password() {
        return password.clone();
    }

    /** Overwrites all three. */
    public void wipe() {
        Arrays.fill(first, '\0');
        Arrays.fill(second, '\0');
        Arrays.fill(password, '\0');
    }

    /**
     * The password of two halves, in either order.
     *
     * @throws SignerFailedException that says which of them, the first or the second given, was mistyped
     */
    public static char[] join(char[] one, char[] other) {
        byte[] a = bytes(one, "first");
        byte[] b = bytes(other, "second");
        for (int i = 0; i < BYTES; i++) {
            a[i] ^= b[i];
        }
        char[] password = HEX.formatHex(a).toCharArray();
        Arrays.fill(a, (byte) 0);
        Arrays.fill(b, (byte) 0);
        return password;
    }

    private static char[] text(byte[] half) {
        byte[] checked = Arrays.copyOf(half, BYTES + CHECK_BYTES);
        System.arraycopy(check(half), 0, checked, BYTES, CHECK_BYTES);
        Arrays.fill(half, (byte) 0);
        char[] text = HEX.formatHex(checked).toCharArray();
        Arrays.fill(checked, (byte) 0);
        return text;
    }

    private static byte[] bytes(char[] text, String which) {
        try {
            byte[] checked = HEX.parseHex(new String(text).strip());
            byte[] half = Arrays.copyOf(checked, BYTES);
            boolean whole = checked.length == BYTES + CHECK_BYTES
                    && Arrays.equals(check(half), Arrays.copyOfRange(checked, BYTES, checked.length));
            Arrays.fill(checked, (byte) 0);
            if (!whole) {
                throw new SignerFailedException("the " + which + " half is mistyped");
            }
            return half;
        } catch (IllegalArgumentException e) {
            throw new SignerFailedException("the " + which + " half is mistyped");
        }
    }

    private static byte[] check(byte[] half) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(half), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "UnlockHalves[secret]";
    }
}
