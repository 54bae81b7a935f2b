package org.konsil.protocol.mls.crypto;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Something sealed to one public key (RFC 9420, section 5.1.3). */
public record HpkeCiphertext(Bytes kemOutput, Bytes ciphertext) implements MlsStruct {

    public static HpkeCiphertext read(MlsReader reader) {
        return new HpkeCiphertext(reader.opaque(), reader.opaque());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(kemOutput).opaque(ciphertext);
    }
}
