package org.konsil.protocol.mls.leaf;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** A device in a group, or ready to be in one (RFC 9420, section 7.2). */
public record LeafNode(
        Bytes encryptionKey,
        Bytes signatureKey,
        Credential credential,
        Capabilities capabilities,
        LeafSource source,
        Extensions extensions,
        Bytes signature)
        implements MlsStruct {

    public static LeafNode read(MlsReader reader) {
        return new LeafNode(
                reader.opaque(),
                reader.opaque(),
                Credential.read(reader),
                Capabilities.read(reader),
                LeafSource.read(reader),
                Extensions.read(reader),
                reader.opaque());
    }

    public LeafNode withSignature(Bytes changed) {
        return new LeafNode(encryptionKey, signatureKey, credential, capabilities, source, extensions, changed);
    }

    /** {@code LeafNodeTBS}; {@code place} is left out for a leaf from a key package. */
    byte[] toBeSigned(LeafPlace place) {
        try (MlsWriter writer = new MlsWriter()) {
            writeUnsigned(writer);
            if (source.isBoundToGroup()) {
                writer.opaque(place.groupId()).u32(place.leaf());
            }
            return writer.toByteArray();
        }
    }

    private void writeUnsigned(MlsWriter writer) {
        writer.opaque(encryptionKey)
                .opaque(signatureKey)
                .struct(credential)
                .struct(capabilities)
                .struct(source)
                .struct(extensions);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writeUnsigned(writer);
        writer.opaque(signature);
    }
}
