package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Reads what was decrypted: bounded first, then decoded, then every field checked. What passes can be shown; a body of an
 * unknown kind passes as {@code BODY_NOT_SET} and is kept.
 */
public final class ContentFormat {

    private ContentFormat() {}

    /**
     * A content with the hash that its successor names.
     *
     * @param encoded as it was decrypted; the hash is over these bytes
     */
    public static ReceivedContent read(byte[] encoded) {
        if (encoded.length > ContentLimits.MAX_CONTENT_BYTES) {
            throw new ContentRefusedException(ContentFault.TOO_LARGE);
        }
        try {
            Content content = Content.parseFrom(encoded);
            FieldCheck.check(content);
            return new ReceivedContent(content, ByteString.copyFrom(sha256(encoded)));
        } catch (InvalidProtocolBufferException malformed) {
            throw new ContentRefusedException(ContentFault.MALFORMED);
        }
    }

    /** The same, for a content that came in an envelope with this message id. */
    public static ReceivedContent read(byte[] encoded, byte[] messageId) {
        ReceivedContent received = read(encoded);
        if (!received.content().getMessageId().equals(ByteString.copyFrom(messageId))) {
            throw new ContentRefusedException(ContentFault.FOREIGN_ENVELOPE);
        }
        return received;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }
}
