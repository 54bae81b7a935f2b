package org.konsil.protocol.mls.framing;

import java.security.SecureRandom;
import java.util.Arrays;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.schedule.SecretTree;

/** Sealing and opening of private messages (RFC 9420, section 6.3), with one epoch's secrets. */
public record PrivateProtection(CipherSuite suite, SecretBytes senderData, SecretTree keys) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Seals a member's content.
     *
     * @param paddedTo content and padding together become a multiple of this many bytes
     */
    public PrivateMessage protect(AuthenticatedContent authenticated, int paddedTo) {
        FramedContent content = authenticated.content();
        if (!(content.sender() instanceof Sender.Member member)) {
            throw new IllegalArgumentException("only members send private messages");
        }
        int leaf = Math.toIntExact(member.leaf());
        SecretTree.Kind kind = kind(content.content().type());
        byte[] guard = new byte[SenderBox.GUARD_BYTES];
        RANDOM.nextBytes(guard);
        SenderBox sender = new SenderBox(leaf, keys.generation(kind, leaf), Bytes.of(guard));
        byte[] plaintext = plaintext(authenticated, paddedTo);
        byte[] about =
                about(content.groupId(), content.epoch(), content.content().type(), content.authenticatedData());
        try (AeadKey key = keys.next(kind, leaf);
                AeadKey guarded = guarded(key, sender)) {
            Bytes ciphertext = suite.seal(guarded, about, plaintext);
            return new PrivateMessage(
                    content.groupId(),
                    content.epoch(),
                    content.content().type(),
                    content.authenticatedData(),
                    sender.seal(suite, senderData, SenderBox.about(content), ciphertext),
                    ciphertext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static byte[] plaintext(AuthenticatedContent authenticated, int paddedTo) {
        try (MlsWriter writer = new MlsWriter()) {
            byte[] unpadded = writer.struct(authenticated.content().content())
                    .struct(authenticated.auth())
                    .toByteArray();
            int blocks = (unpadded.length + paddedTo - 1) / paddedTo;
            byte[] padded = Arrays.copyOf(unpadded, Math.multiplyExact(blocks, paddedTo));
            Arrays.fill(unpadded, (byte) 0);
            return padded;
        }
    }

    /**
     * Opens a message and wipes its key; the signature is still to be checked.
     *
     * @param self the member's own leaf: a message from there that is still to be sent uses up nothing, so that nobody can make
     *     a member skip keys
     */
    public AuthenticatedContent unprotect(PrivateMessage message, int self) {
        byte[] about = SenderBox.about(message.groupId(), message.epoch(), message.contentType());
        SenderBox sender = SenderBox.open(suite, senderData, about, message);
        if (sender.leaf() > Integer.MAX_VALUE) {
            throw new MlsValidationException(Fault.UNKNOWN_LEAF);
        }
        byte[] plaintext = sender.leaf() == self ? openForeseen(message, sender) : open(message, sender);
        try {
            return MlsReader.readAll(plaintext, reader -> content(reader, message, sender));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] open(PrivateMessage message, SenderBox sender) {
        SecretTree.Kind kind = kind(message.contentType());
        int leaf = (int) sender.leaf();
        byte[] plaintext = open(message, sender, keys.find(kind, leaf, sender.generation()));
        keys.use(kind, leaf, sender.generation());
        return plaintext;
    }

    private byte[] openForeseen(PrivateMessage message, SenderBox sender) {
        SecretTree.Kind kind = kind(message.contentType());
        try (AeadKey key = keys.foresee(kind, (int) sender.leaf(), sender.generation())) {
            return open(message, sender, key);
        }
    }

    private byte[] open(PrivateMessage message, SenderBox sender, AeadKey key) {
        byte[] all = about(message.groupId(), message.epoch(), message.contentType(), message.authenticatedData());
        try (AeadKey guarded = guarded(key, sender)) {
            return suite.open(guarded, all, message.ciphertext());
        }
    }

    private static AuthenticatedContent content(MlsReader reader, PrivateMessage message, SenderBox sender) {
        Content content = Content.read(message.contentType(), reader);
        AuthData auth = AuthData.read(message.contentType(), reader);
        for (byte padding : reader.rest().toArray()) {
            if (padding != 0) {
                throw new MlsValidationException(Fault.PADDING_INVALID);
            }
        }
        FramedContent framed = new FramedContent(
                message.groupId(),
                message.epoch(),
                new Sender.Member(sender.leaf()),
                message.authenticatedData(),
                content);
        return new AuthenticatedContent(WireFormat.PRIVATE_MESSAGE, framed, auth);
    }

    /** The nonce with the reuse guard mixed in (RFC 9420, section 6.3.1). */
    private static AeadKey guarded(AeadKey key, SenderBox sender) {
        byte[] nonce = key.nonce().copyBytes();
        byte[] guard = sender.reuseGuard().toArray();
        for (int at = 0; at < guard.length; at++) {
            nonce[at] ^= guard[at];
        }
        return new AeadKey(key.key().copy(), SecretBytes.owning(nonce));
    }

    private static SecretTree.Kind kind(ContentType type) {
        return type == ContentType.APPLICATION ? SecretTree.Kind.APPLICATION : SecretTree.Kind.HANDSHAKE;
    }

    /** {@code PrivateContentAAD}. */
    private static byte[] about(Bytes groupId, long epoch, ContentType type, Bytes authenticatedData) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.opaque(groupId)
                    .u64(epoch)
                    .u8(type.code())
                    .opaque(authenticatedData)
                    .toByteArray();
        }
    }
}
