package org.konsil.protocol.mls.group;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The JDK's AES-GCM, and a note of every key and nonce that something was encrypted with: two encryptions with the same pair are
 * counted. It stands in front of the JDK's provider while it is open.
 */
public final class RecordingProvider extends Provider implements AutoCloseable {

    private static final long serialVersionUID = 1;
    private static final String GCM = "AES/GCM/NoPadding";
    private static final Set<String> USED = new HashSet<>();
    private static int reused;

    private RecordingProvider() {
        super("KonsilRecording", "1", "notes keys and nonces");
        put("Cipher." + GCM, Recording.class.getName());
    }

    static RecordingProvider open() {
        RecordingProvider provider = new RecordingProvider();
        synchronized (USED) {
            USED.clear();
            reused = 0;
        }
        Security.insertProviderAt(provider, 1);
        return provider;
    }

    static int used() {
        synchronized (USED) {
            return USED.size();
        }
    }

    static int reused() {
        synchronized (USED) {
            return reused;
        }
    }

    private static void note(Key key, GCMParameterSpec spec) {
        String pair = HexFormat.of().formatHex(key.getEncoded()) + " "
                + HexFormat.of().formatHex(spec.getIV());
        synchronized (USED) {
            if (!USED.add(pair)) {
                reused++;
            }
        }
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    /** Made by the JCA. */
    public static final class Recording extends CipherSpi {

        private final Cipher real;

        public Recording() throws GeneralSecurityException {
            real = Cipher.getInstance(GCM, "SunJCE");
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec spec, SecureRandom random)
                throws InvalidKeyException, java.security.InvalidAlgorithmParameterException {
            if (mode == Cipher.ENCRYPT_MODE) {
                note(key, (GCMParameterSpec) spec);
            }
            real.init(mode, key, spec);
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdateAAD(byte[] input, int offset, int length) {
            real.updateAAD(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length)
                throws javax.crypto.IllegalBlockSizeException, javax.crypto.BadPaddingException {
            return real.doFinal(input, offset, length);
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int at)
                throws javax.crypto.ShortBufferException, javax.crypto.IllegalBlockSizeException,
                        javax.crypto.BadPaddingException {
            return real.doFinal(input, offset, length, output, at);
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            return real.update(input, offset, length);
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int at)
                throws javax.crypto.ShortBufferException {
            return real.update(input, offset, length, output, at);
        }

        @Override
        protected void engineSetMode(String mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetPadding(String padding) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineGetBlockSize() {
            return real.getBlockSize();
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return real.getOutputSize(length);
        }

        @Override
        protected byte[] engineGetIV() {
            return real.getIV();
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return real.getParameters();
        }
    }
}
