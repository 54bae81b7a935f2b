package org.konsil.protocol.mls.schedule;

import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.welcome.GroupContext;

/** The step from one epoch to the next (RFC 9420, section 8, figure 22). */
public final class KeySchedule implements AutoCloseable {

    private final CipherSuite suite;
    private final SecretBytes joiner;
    private final SecretBytes welcome;
    private final SecretBytes encryption;
    private final EpochSecrets epoch;

    private KeySchedule(CipherSuite suite, SecretBytes joiner, SecretBytes psk, GroupContext context) {
        this.suite = suite;
        this.joiner = joiner;
        try (SecretBytes member = suite.extract(joiner, psk);
                SecretBytes epochSecret = suite.expandWithLabel(member, "epoch", context.encode(), suite.hashBytes())) {
            this.welcome = suite.deriveSecret(member, "welcome");
            this.encryption = suite.deriveSecret(epochSecret, "encryption");
            this.epoch = EpochSecrets.of(suite, epochSecret);
        }
    }

    /** For members: from the last epoch's init secret and the commit's secret. */
    public static KeySchedule ofCommit(
            CipherSuite suite, SecretBytes init, SecretBytes commit, SecretBytes psk, GroupContext context) {
        try (SecretBytes mixed = suite.extract(init, commit)) {
            SecretBytes joiner = suite.expandWithLabel(mixed, "joiner", context.encode(), suite.hashBytes());
            return new KeySchedule(suite, joiner, psk, context);
        }
    }

    /** For those who join by a Welcome. */
    public static KeySchedule ofJoiner(CipherSuite suite, SecretBytes joiner, SecretBytes psk, GroupContext context) {
        return new KeySchedule(suite, joiner.copy(), psk, context);
    }

    /** For a new group: its epoch 0 starts from a random epoch secret (RFC 9420, section 11). */
    public static EpochSecrets first(CipherSuite suite, SecretBytes epochSecret) {
        return EpochSecrets.of(suite, epochSecret);
    }

    public static SecretBytes firstEncryption(CipherSuite suite, SecretBytes epochSecret) {
        return suite.deriveSecret(epochSecret, "encryption");
    }

    /** The key under which the GroupInfo of a Welcome is sealed (RFC 9420, section 12.4.3.1), before the epoch is known. */
    public static AeadKey welcomeKey(CipherSuite suite, SecretBytes joiner, SecretBytes psk) {
        try (SecretBytes member = suite.extract(joiner, psk);
                SecretBytes welcome = suite.deriveSecret(member, "welcome")) {
            return welcomeKey(suite, welcome);
        }
    }

    private static AeadKey welcomeKey(CipherSuite suite, SecretBytes welcome) {
        return new AeadKey(
                suite.expandWithLabel(welcome, "key", new byte[0], suite.aeadKeyBytes()),
                suite.expandWithLabel(welcome, "nonce", new byte[0], suite.aeadNonceBytes()));
    }

    public AeadKey welcomeKey() {
        return welcomeKey(suite, welcome);
    }

    /** For the Welcome; gone when this is closed. */
    public SecretBytes joiner() {
        return joiner;
    }

    SecretBytes welcome() {
        return welcome;
    }

    /** The root of the epoch's {@link SecretTree}; gone when this is closed. */
    public SecretBytes encryption() {
        return encryption;
    }

    /** What the epoch keeps; outlives this. */
    public EpochSecrets epoch() {
        return epoch;
    }

    @Override
    public void close() {
        joiner.close();
        welcome.close();
        encryption.close();
    }
}
