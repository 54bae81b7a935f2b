package org.konsil.protocol.mls.leaf;

import java.util.List;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Who a leaf claims to be (RFC 9420, section 5.3). */
public sealed interface Credential extends MlsStruct {

    int BASIC = 1;
    int X509 = 2;

    int type();

    static Credential read(MlsReader reader) {
        int type = reader.u16();
        switch (type) {
            case BASIC:
                return new Basic(reader.opaque());
            case X509:
                return new X509(reader.list(Limits.SHORT_LIST, MlsReader::opaque));
            default:
                throw new MlsFormatException("credential of unknown type");
        }
    }

    /** A bare name. */
    record Basic(Bytes identity) implements Credential {

        @Override
        public int type() {
            return BASIC;
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u16(BASIC).opaque(identity);
        }
    }

    /** A chain of DER certificates, the leaf's own first, each certified by the next. */
    record X509(List<Bytes> certificates) implements Credential {

        public X509 {
            certificates = List.copyOf(certificates);
        }

        @Override
        public int type() {
            return X509;
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u16(X509).vector(inner -> certificates.forEach(inner::opaque));
        }
    }
}
