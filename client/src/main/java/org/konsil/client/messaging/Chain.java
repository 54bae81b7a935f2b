package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.Text;

/** Links each device's messages, so that what is missing or out of order is seen (C2; content.proto). */
final class Chain {

    private Chain() {}

    /** A message as it will be encrypted, and the chain's end behind it. */
    record Link(byte[] content, ChainEnd end) {}

    /**
     * What was read.
     *
     * @param broken whether something of this sender is missing, repeated or out of order before it
     */
    record Read(Content content, ChainEnd end, boolean broken) {

        /** What stands outside the chain is between devices (docs/protocol/content.md); it is no message. */
        boolean isChained() {
            return content.getCounter() > 0;
        }
    }

    static Link next(ChainEnd end, UUID messageId, String text, long sentAtMillis) {
        byte[] content = Content.newBuilder()
                .setMessageId(Uuids.bytes(messageId))
                .setCounter(end.counter() + 1)
                .setPrevious(ByteString.copyFrom(end.hash()))
                .setSentAtMillis(sentAtMillis)
                .setText(Text.newBuilder().setText(text))
                .build()
                .toByteArray();
        return new Link(content, new ChainEnd(end.counter() + 1, sha256(content)));
    }

    /**
     * Reads a plaintext.
     *
     * @param before the sender's end so far; null if nothing came of this device yet
     * @param joinedLater whether this device cannot know what was said at first
     */
    static Read read(byte[] plaintext, ByteString messageId, @Nullable ChainEnd before, boolean joinedLater) {
        Content content = parse(plaintext);
        if (!content.getMessageId().equals(messageId)) {
            throw new TamperedException("message-in-a-foreign-envelope");
        }
        boolean follows = content.getCounter() == 0 || follows(content, before, joinedLater);
        return new Read(content, new ChainEnd(content.getCounter(), sha256(plaintext)), !follows);
    }

    private static boolean follows(Content content, @Nullable ChainEnd before, boolean joinedLater) {
        if (before == null) {
            return joinedLater
                    || content.getCounter() == 1 && content.getPrevious().isEmpty();
        }
        boolean next = content.getCounter() == before.counter() + 1
                && MessageDigest.isEqual(content.getPrevious().toByteArray(), before.hash());
        return next || before.isRestarted();
    }

    private static Content parse(byte[] plaintext) {
        try {
            return Content.parseFrom(plaintext);
        } catch (InvalidProtocolBufferException e) {
            // Its message may quote content.
            throw new TamperedException("content-malformed");
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
