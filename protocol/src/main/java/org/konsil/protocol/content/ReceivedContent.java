package org.konsil.protocol.content;

import com.google.protobuf.ByteString;

/**
 * A content whose fields are in their bounds.
 *
 * @param hash SHA-256 of it as it came
 */
public record ReceivedContent(Content content, ByteString hash) {

    /** Whether it counts in its sender's chain; heads and what is said about missing contents do not. */
    public boolean isInChain() {
        return content.getCounter() > 0;
    }

    @Override
    public String toString() {
        return "ReceivedContent[" + content.getCounter() + "]";
    }
}
