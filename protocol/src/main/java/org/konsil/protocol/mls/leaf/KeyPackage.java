package org.konsil.protocol.mls.leaf;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** A device's invitation to add it to a group (RFC 9420, section 10); not trusted before {@link KeyPackageCheck}. */
public record KeyPackage(
        int version, int suite, Bytes initKey, LeafNode leafNode, Extensions extensions, Bytes signature)
        implements MlsStruct {

    /** The protocol version {@code mls10}. */
    public static final int MLS10 = 1;

    public static KeyPackage read(MlsReader reader) {
        return new KeyPackage(
                reader.u16(),
                reader.u16(),
                reader.opaque(),
                LeafNode.read(reader),
                Extensions.read(reader),
                reader.opaque());
    }

    public static KeyPackage decode(byte[] bytes) {
        return MlsReader.readAll(bytes, KeyPackage::read);
    }

    /** {@code KeyPackageRef}: what a Welcome calls this key package by. */
    public Bytes reference() {
        return CipherSuite.require(suite).refHash("MLS 1.0 KeyPackage Reference", encode());
    }

    public KeyPackage withSignature(Bytes changed) {
        return new KeyPackage(version, suite, initKey, leafNode, extensions, changed);
    }

    byte[] toBeSigned() {
        try (MlsWriter writer = new MlsWriter()) {
            writeUnsigned(writer);
            return writer.toByteArray();
        }
    }

    private void writeUnsigned(MlsWriter writer) {
        writer.u16(version).u16(suite).opaque(initKey).struct(leafNode).struct(extensions);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writeUnsigned(writer);
        writer.opaque(signature);
    }
}
