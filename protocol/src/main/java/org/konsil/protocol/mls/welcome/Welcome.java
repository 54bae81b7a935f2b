package org.konsil.protocol.mls.welcome;

import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.HpkeCiphertext;

/** What the devices added by a commit receive (RFC 9420, section 12.4.3.1). */
public record Welcome(int suite, List<EncryptedGroupSecrets> secrets, Bytes encryptedGroupInfo) implements MlsStruct {

    public Welcome {
        secrets = List.copyOf(secrets);
    }

    public static Welcome read(MlsReader reader) {
        return new Welcome(reader.u16(), reader.list(Limits.LEAVES, EncryptedGroupSecrets::read), reader.opaque());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u16(suite).list(secrets).opaque(encryptedGroupInfo);
    }

    /** The secrets for the one device whose {@code KeyPackageRef} is {@code newMember}. */
    public record EncryptedGroupSecrets(Bytes newMember, HpkeCiphertext sealed) implements MlsStruct {

        static EncryptedGroupSecrets read(MlsReader reader) {
            return new EncryptedGroupSecrets(reader.opaque(), HpkeCiphertext.read(reader));
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.opaque(newMember).struct(sealed);
        }
    }
}
