package org.konsil.server.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** What the user of a piece of hardware types to show that it was approved: 80 random bits that can be read aloud. Does not print. */
public final class HardwareCode {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private HardwareCode(String text) {
        this.text = text;
    }

    /** A new one. */
    public static HardwareCode next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new HardwareCode(code.toString());
    }

    /** To be shown once, to the officer who asked. */
    public String reveal() {
        return text;
    }

    /** What is stored of it. */
    public byte[] sha256() {
        return sha256(text);
    }

    /** The same of what somebody typed. */
    public static byte[] sha256(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return "HardwareCode";
    }
}
