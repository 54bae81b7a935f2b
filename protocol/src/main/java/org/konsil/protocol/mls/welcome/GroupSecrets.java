package org.konsil.protocol.mls.welcome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;

/** What a Welcome tells one new member in secret (RFC 9420, section 12.4.3.1). */
public record GroupSecrets(SecretBytes joiner, @Nullable SecretBytes path, List<PreSharedKeyId> psks)
        implements MlsStruct, AutoCloseable {

    public GroupSecrets {
        psks = List.copyOf(psks);
    }

    public static GroupSecrets read(MlsReader reader) {
        return new GroupSecrets(
                reader.secret(),
                reader.<SecretBytes>optional(MlsReader::secret),
                reader.list(Limits.SHORT_LIST, PreSharedKeyId::read));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        SecretBytes optional = path;
        writer.secret(joiner);
        writer.optional(optional == null ? null : inner -> inner.secret(optional));
        writer.list(psks);
    }

    @Override
    public void close() {
        joiner.close();
        if (path != null) {
            path.close();
        }
    }
}
