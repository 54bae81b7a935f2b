package org.konsil.client.attachment;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.transport.AttachmentServer;
import org.konsil.protocol.content.Attachment;
import org.konsil.protocol.content.ContentSignature;
import org.konsil.protocol.content.Manifest;

/**
 * A sealed file on its way to a conversation.
 *
 * @param deletionKey with which alone it can be deleted at the server; it stays on this device
 */
public record Outgoing(UUID conversation, Enclosure enclosure, byte[] deletionKey) {

    AttachmentServer.Place place() {
        return new AttachmentServer.Place(conversation, enclosure.id());
    }

    /** What is said of it in the conversation, with the manifest signed by this device. */
    public Attachment content(ByteString conversationBytes, OwnDevice device) {
        Manifest.Builder manifest = Manifest.newBuilder()
                .setId(enclosure.idBytes())
                .setBytes(enclosure.bytes())
                .addHashes(ByteString.copyFrom(enclosure.sha256()));
        manifest.setSignature(ContentSignature.ofManifest(conversationBytes, manifest.buildPartial())
                .sign(device.keys().getPrivate()));
        return Attachment.newBuilder()
                .setManifest(manifest)
                .setKey(ByteString.copyFrom(enclosure.key()))
                .setName(enclosure.name())
                .setMediaType(enclosure.mediaType())
                .build();
    }

    @Override
    public String toString() {
        return "Outgoing[" + enclosure.id() + "]";
    }
}
