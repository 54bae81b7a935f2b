package org.konsil.client.attachment;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.UUID;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.content.Attachment;
import org.konsil.protocol.content.ContentSignature;
import org.konsil.protocol.content.Manifest;
import org.konsil.protocol.stream.StreamFormat;
import org.konsil.protocol.stream.StreamRefusedException;

/**
 * What a message says of its attachment.
 *
 * @param id of the attachment at the server
 * @param bytes of the sealed stream
 * @param sha256 of the sealed stream
 * @param key that opens it
 * @param name as the sender's file was called: nothing to make a path of, see {@link SafeName}
 */
public record Enclosure(UUID id, long bytes, byte[] sha256, byte[] key, String name, String mediaType) {

    private static final byte[] CONTEXT = "konsil attachment 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /**
     * Of an attachment whose fields are in their bounds; throws unless the sender's device signed its manifest for this conversation.
     *
     * @param conversation its 16 bytes
     * @param sender the certified key of the device that says so
     */
    public static Enclosure of(ByteString conversation, Attachment attachment, PublicKey sender) {
        Manifest manifest = attachment.getManifest();
        ContentSignature.ofManifest(conversation, manifest).requireBy(sender, manifest.getSignature());
        long bytes = manifest.getBytes();
        try {
            StreamFormat.plainLength(bytes);
        } catch (StreamRefusedException noStream) {
            throw new TamperedException("attachment-malformed", noStream);
        }
        ByteBuffer id = manifest.getId().asReadOnlyByteBuffer();
        return new Enclosure(
                new UUID(id.getLong(), id.getLong()),
                bytes,
                manifest.getHashes(0).toByteArray(),
                attachment.getKey().toByteArray(),
                attachment.getName(),
                attachment.getMediaType());
    }

    /** How many bytes the file itself has. */
    public long plainBytes() {
        try {
            return StreamFormat.plainLength(bytes);
        } catch (StreamRefusedException e) {
            throw new TamperedException("attachment-malformed", e);
        }
    }

    /** Its id as contents carry it. */
    ByteString idBytes() {
        return ByteString.copyFrom(idArray(id));
    }

    /** What its stream is sealed for (docs/protocol/stream.md). */
    static byte[] context(UUID id) {
        return ByteBuffer.allocate(CONTEXT.length + 16)
                .put(CONTEXT)
                .put(idArray(id))
                .array();
    }

    private static byte[] idArray(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return "Enclosure[" + id + ", " + bytes + " bytes]";
    }
}
