package org.konsil.client.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.OpeningStream;
import org.konsil.protocol.stream.SealingStream;

/**
 * How fast streams are sealed and opened, beside bare AES-256-GCM in pieces of 64 KiB: MiB for each second of processor time,
 * the best of five rounds. Runs as a program of its own, since the command's machine is tuned for a quick start.
 */
final class StreamSpeed {

    private static final int MEBIBYTE = 1 << 20;
    private static final int TOTAL = 64 * MEBIBYTE;
    private static final int RAW_PIECE = 64 * 1024;
    private static final int ROUNDS = 5;

    private final SecretBytes key = SecretBytes.copyOf(new byte[32]);
    private final byte[] part = new byte[MEBIBYTE];

    private StreamSpeed() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        StreamSpeed speed = new StreamSpeed();
        double sealed = 0;
        double opened = 0;
        double rawSealed = 0;
        double rawOpened = 0;
        byte[] piece = speed.rawPiece();
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream(TOTAL + MEBIBYTE);
            sealed = Math.max(sealed, speed.of(() -> speed.seal(stream)));
            byte[] bytes = stream.toByteArray();
            opened = Math.max(opened, speed.of(() -> speed.open(bytes)));
            rawSealed = Math.max(rawSealed, speed.of(() -> speed.raw(Cipher.ENCRYPT_MODE, speed.part, RAW_PIECE)));
            rawOpened = Math.max(rawOpened, speed.of(() -> speed.raw(Cipher.DECRYPT_MODE, piece, piece.length)));
        }
        // What this process is for; StreamBench reads it.
        String figures = String.format(
                Locale.ROOT,
                "{\"sealed\":%.1f,\"opened\":%.1f,\"rawSealed\":%.1f,\"rawOpened\":%.1f}%n",
                sealed,
                opened,
                rawSealed,
                rawOpened);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(figures.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void seal(OutputStream out) throws IOException {
        SealingStream sealing = new SealingStream(out, key, new byte[0]);
        for (int done = 0; done < TOTAL; done += part.length) {
            sealing.write(part, 0, part.length);
        }
        sealing.finish();
    }

    private void open(byte[] sealed) throws IOException {
        OpeningStream opening = new OpeningStream(new ByteArrayInputStream(sealed), key, new byte[0]);
        if (opening.transferTo(OutputStream.nullOutputStream()) != TOTAL) {
            throw new IOException("not what was sealed");
        }
    }

    private byte[] rawPiece() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.copyBytes(), "AES"), nonce(0));
        return cipher.doFinal(part, 0, RAW_PIECE);
    }

    /** The same piece again and again; the cipher takes no nonce twice in a row for encrypting. */
    private void raw(int mode, byte[] from, int length) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec secret = new SecretKeySpec(key.copyBytes(), "AES");
        byte[] into = new byte[RAW_PIECE + 16];
        for (int piece = 0; piece < TOTAL / RAW_PIECE; piece++) {
            cipher.init(mode, secret, nonce(mode == Cipher.DECRYPT_MODE ? 0 : piece));
            cipher.doFinal(from, 0, length, into, 0);
        }
    }

    private static GCMParameterSpec nonce(int piece) {
        return new GCMParameterSpec(
                128, ByteBuffer.allocate(12).putInt(8, piece).array());
    }

    private interface Work {
        void run() throws IOException, GeneralSecurityException;
    }

    private double of(Work work) throws IOException, GeneralSecurityException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return (double) TOTAL / MEBIBYTE / (spent / 1e9);
    }
}
