package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.schedule.EpochSecrets;
import org.konsil.protocol.mls.tree.TreeChanges;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.welcome.GroupContext;

/**
 * Which message keys were used: a member's leaf and the generation stand in the sealed sender data of each message (RFC 9420, section
 * 6.3.2). It is opened here with the secrets that the stores of members hold, so that a key that sealed two messages is seen.
 */
final class UsedKeys {

    private static final int GUARD_BYTES = 4;
    private static final int MOST_EPOCHS = 8;

    private final Map<Epoch, Secret> secrets = new HashMap<>();

    private record Epoch(Bytes group, long number) {}

    private record Secret(CipherSuite suite, SecretBytes senderData) {}

    /** Takes the secrets of the epochs in a stored group, the part that {@code GroupArchive} calls "group". */
    void learn(byte[] stored) {
        MlsReader.readAll(stored, reader -> {
            reader.fixed(2); // format, and whether it is over
            CipherSuite suite = CipherSuite.require(reader.u16());
            reader.list(MOST_EPOCHS, state -> learn(state, suite));
            return reader.rest();
        });
    }

    private Bytes learn(MlsReader state, CipherSuite suite) {
        GroupContext context = GroupContext.read(state);
        TreeChanges.read(state);
        TreeKeys.read(state);
        SecretBytes senderData = EpochSecrets.read(state).senderData();
        secrets.put(new Epoch(context.groupId(), context.epoch()), new Secret(suite, senderData));
        return state.opaque(); // the confirmation tag
    }

    /** Fails if two different messages were sealed with one key. The same bytes twice are one message. */
    void requireEachOnce(Stream<Bytes> messages) {
        assertThat(messages.distinct().map(this::keyOf))
                .as("group, epoch, leaf and generation of each message")
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private String keyOf(Bytes encoded) {
        PrivateMessage message =
                MlsMessage.decode(encoded.toArray()).findPrivateMessage().orElseThrow();
        Epoch epoch = new Epoch(message.groupId(), message.epoch());
        Secret secret = secrets.get(epoch);
        assertThat(secret).as("the secrets of epoch %s", epoch).isNotNull();
        return MlsReader.readAll(senderData(message, secret), sender -> {
            String key = epoch + " leaf " + sender.u32() + " generation " + sender.u32();
            sender.fixed(GUARD_BYTES);
            return key;
        });
    }

    private static byte[] senderData(PrivateMessage message, Secret secret) {
        CipherSuite suite = secret.suite();
        byte[] all = message.ciphertext().toArray();
        byte[] sample = java.util.Arrays.copyOf(all, Math.min(all.length, suite.hashBytes()));
        try (MlsWriter about = new MlsWriter();
                AeadKey key = new AeadKey(
                        suite.expandWithLabel(secret.senderData(), "key", sample, suite.aeadKeyBytes()),
                        suite.expandWithLabel(secret.senderData(), "nonce", sample, suite.aeadNonceBytes()))) {
            about.opaque(message.groupId())
                    .u64(message.epoch())
                    .u8(message.contentType().code());
            return suite.open(key, about.toByteArray(), message.encryptedSenderData());
        }
    }
}
