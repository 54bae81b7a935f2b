package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentRefusedException;
import org.konsil.protocol.content.SentChain;

/** Links this device's contents, so that whoever reads them sees what is missing (C2; content.proto). */
final class OwnChain {

    private static final int TOO_LARGE = 413;

    private OwnChain() {}

    /** A content as it will be encrypted, and the chain's end behind it. */
    record Link(byte[] content, ChainEnd end) {}

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
}
