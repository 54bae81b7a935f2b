package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentFormat;
import org.konsil.protocol.content.ContentRefusedException;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.SentChain;

/** Links each device's messages, so that what is missing or out of order is seen (C2; content.proto). */
final class Chain {

    private static final int TOO_LARGE = 413;

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

    /** The next content with this body. */
    static Link next(ChainEnd end, UUID messageId, Content.Builder body, Instant sentAt) {
        SentChain chain = new SentChain(end.counter(), ByteString.copyFrom(end.hash()));
        try {
            SentChain.Step step = chain.next(body, Uuids.bytes(messageId), sentAt);
            return new Link(
                    step.content(),
                    new ChainEnd(step.end().counter(), step.end().hash().toByteArray()));
        } catch (ContentRefusedException tooLarge) {
            throw new RefusedException("message-too-large", TOO_LARGE);
        }
    }

    /**
     * Reads a plaintext.
     *
     * @param before the sender's end so far; null if nothing came of this device yet
     * @param joinedLater whether this device cannot know what was said at first
     */
    static Read read(byte[] plaintext, ByteString messageId, @Nullable ChainEnd before, boolean joinedLater) {
        ReceivedContent received = parse(plaintext, messageId);
        Content content = received.content();
        boolean follows = content.getCounter() == 0 || follows(content, before, joinedLater);
        ChainEnd end = new ChainEnd(content.getCounter(), received.hash().toByteArray());
        return new Read(content, end, !follows);
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

    private static ReceivedContent parse(byte[] plaintext, ByteString messageId) {
        try {
            return ContentFormat.read(plaintext, messageId.toByteArray());
        } catch (ContentRefusedException e) {
            throw new TamperedException("content-malformed", e);
        }
    }
}
