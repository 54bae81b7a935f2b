package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import java.time.Instant;

/**
 * Where this device's own messages of a conversation stand. Every content that is made moves it on; the new end is kept before
 * the content is sent, else a counter would come twice.
 *
 * @param counter of the last content; 0 before the first
 * @param hash SHA-256 of the last content; empty before the first
 */
public record SentChain(long counter, ByteString hash) {

    /** Nothing was sent yet. */
    public static final SentChain START = new SentChain(0, ByteString.EMPTY);

    /** A content of the chain, and the chain's end behind it. */
    public record Step(byte[] content, SentChain end) {}

    /**
     * @param body carries the body alone
     * @param messageId 16 random bytes, also beside the ciphertext
     */
    public Step next(Content.Builder body, ByteString messageId, Instant sentAt) {
        byte[] encoded = body.setMessageId(messageId)
                .setCounter(counter + 1)
                .setPrevious(hash)
                .setSentAtMillis(sentAt.toEpochMilli())
                .build()
                .toByteArray();
        ReceivedContent made = ContentFormat.read(encoded);
        return new Step(encoded, new SentChain(counter + 1, made.hash()));
    }

    /** Says where the chain ends; stands outside of it. */
    public byte[] head(ByteString messageId, Instant sentAt) {
        Head head = Head.newBuilder().setCounter(counter).setHash(hash).build();
        return outside(Content.newBuilder().setHead(head), messageId, sentAt);
    }

    /** A head, a request or what was asked for: nothing that could be missed. */
    public static byte[] outside(Content.Builder body, ByteString messageId, Instant sentAt) {
        byte[] encoded = body.setMessageId(messageId)
                .setSentAtMillis(sentAt.toEpochMilli())
                .build()
                .toByteArray();
        ContentFormat.read(encoded);
        return encoded;
    }
}
