package org.konsil.protocol.mls.framing;

import java.util.Arrays;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** {@code SenderData}: who sent a private message, sealed for the members (RFC 9420, section 6.3.2). */
record SenderBox(long leaf, long generation, Bytes reuseGuard) implements MlsStruct {

    static final int GUARD_BYTES = 4;

    static SenderBox read(MlsReader reader) {
        return new SenderBox(reader.u32(), reader.u32(), reader.fixed(GUARD_BYTES));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u32(leaf).u32(generation).raw(reuseGuard.toArray());
    }

    Bytes seal(CipherSuite suite, SecretBytes senderDataSecret, byte[] about, Bytes ciphertext) {
        try (AeadKey key = key(suite, senderDataSecret, ciphertext)) {
            return suite.seal(key, about, encode());
        }
    }

    static SenderBox open(CipherSuite suite, SecretBytes senderDataSecret, byte[] about, PrivateMessage message) {
        try (AeadKey key = key(suite, senderDataSecret, message.ciphertext())) {
            return MlsReader.readAll(suite.open(key, about, message.encryptedSenderData()), SenderBox::read);
        }
    }

    /** {@code SenderDataAAD}. */
    static byte[] about(FramedContent content) {
        return about(content.groupId(), content.epoch(), content.content().type());
    }

    static byte[] about(Bytes groupId, long epoch, ContentType type) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.opaque(groupId).u64(epoch).u8(type.code()).toByteArray();
        }
    }

    static AeadKey key(CipherSuite suite, SecretBytes senderDataSecret, Bytes ciphertext) {
        byte[] all = ciphertext.toArray();
        byte[] sample = Arrays.copyOf(all, Math.min(all.length, suite.hashBytes()));
        return new AeadKey(
                suite.expandWithLabel(senderDataSecret, "key", sample, suite.aeadKeyBytes()),
                suite.expandWithLabel(senderDataSecret, "nonce", sample, suite.aeadNonceBytes()));
    }
}
