package org.konsil.protocol.mls.schedule;

import java.util.TreeMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** One sender's keys of one kind, each made once and wiped after its use (RFC 9420, section 9.1). */
final class Ratchet implements MlsStruct, AutoCloseable {

    /** How far a message may be ahead of the last one: a loop that a sender could otherwise make endless. */
    static final int MOST_AHEAD = 1000;

    /** How many keys of messages that have not come are kept. */
    static final int MOST_KEPT = 64;

    private final CipherSuite suite;
    private final TreeMap<Long, AeadKey> kept = new TreeMap<>();
    private SecretBytes secret;
    private long generation;

    Ratchet(CipherSuite suite, SecretBytes secret) {
        this.suite = suite;
        this.secret = secret;
    }

    static Ratchet read(CipherSuite suite, MlsReader reader) {
        Ratchet ratchet = new Ratchet(suite, reader.secret());
        ratchet.generation = reader.u32();
        reader.list(MOST_KEPT, inner -> ratchet.kept.put(inner.u32(), new AeadKey(inner.secret(), inner.secret())));
        return ratchet;
    }

    Ratchet copy() {
        Ratchet copy = new Ratchet(suite, secret.copy());
        copy.generation = generation;
        kept.forEach((of, key) -> copy.kept.put(of, key.copy()));
        return copy;
    }

    long generation() {
        return generation;
    }

    /** The next key, for sending; it is not kept. */
    AeadKey next() {
        AeadKey key = key(generation);
        advance();
        return key;
    }

    /** The key of this generation; it stays until {@link #use}. */
    AeadKey find(long wanted) {
        if (wanted - generation >= MOST_AHEAD) {
            throw new MlsValidationException(Fault.TOO_FAR_AHEAD);
        }
        while (generation <= wanted) {
            kept.put(generation, key(generation));
            advance();
            if (kept.size() > MOST_KEPT) {
                kept.pollFirstEntry().getValue().close();
            }
        }
        AeadKey key = kept.get(wanted);
        if (key == null) {
            throw new MlsValidationException(Fault.KEY_USED_OR_GONE);
        }
        return key;
    }

    void use(long used) {
        AeadKey key = kept.remove(used);
        if (key != null) {
            key.close();
        }
    }

    private AeadKey key(long of) {
        return new AeadKey(
                suite.deriveTreeSecret(secret, "key", of, suite.aeadKeyBytes()),
                suite.deriveTreeSecret(secret, "nonce", of, suite.aeadNonceBytes()));
    }

    private void advance() {
        if (generation == 0xffff_ffffL) {
            throw new MlsValidationException(Fault.KEY_USED_OR_GONE);
        }
        SecretBytes next = suite.deriveTreeSecret(secret, "secret", generation, suite.hashBytes());
        secret.close();
        secret = next;
        generation++;
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.secret(secret)
                .u32(generation)
                .vector(inner -> kept.forEach(
                        (of, key) -> inner.u32(of).secret(key.key()).secret(key.nonce())));
    }

    @Override
    public void close() {
        secret.close();
        kept.values().forEach(AeadKey::close);
        kept.clear();
    }
}
