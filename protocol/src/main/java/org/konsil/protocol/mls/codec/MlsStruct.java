package org.konsil.protocol.mls.codec;

/** Something that RFC 9420 gives a byte form; its decoder stands in the same class. */
@FunctionalInterface
public interface MlsStruct {

    void writeTo(MlsWriter writer);

    default byte[] encode() {
        try (MlsWriter writer = new MlsWriter()) {
            writeTo(writer);
            return writer.toByteArray();
        }
    }
}
