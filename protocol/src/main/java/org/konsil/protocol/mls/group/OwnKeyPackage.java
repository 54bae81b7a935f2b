package org.konsil.protocol.mls.group;

import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.KeyPackage;

/** A key package with the private keys that belong to it; good for one join, then closed. Its byte form is for storage. */
public record OwnKeyPackage(KeyPackage keyPackage, HpkeKeyPair init, HpkeKeyPair encryption)
        implements MlsStruct, AutoCloseable {

    public static OwnKeyPackage read(MlsReader reader) {
        KeyPackage keyPackage = KeyPackage.read(reader);
        return new OwnKeyPackage(
                keyPackage,
                new HpkeKeyPair(keyPackage.initKey(), reader.secret()),
                new HpkeKeyPair(keyPackage.leafNode().encryptionKey(), reader.secret()));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.struct(keyPackage).secret(init.privateKey()).secret(encryption.privateKey());
    }

    @Override
    public void close() {
        init.close();
        encryption.close();
    }
}
