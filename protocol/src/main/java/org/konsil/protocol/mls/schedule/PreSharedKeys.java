package org.konsil.protocol.mls.schedule;

import java.util.List;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;

/** Several pre-shared keys made into one secret (RFC 9420, section 8.4). */
public final class PreSharedKeys {

    /** More than this in one epoch are refused. */
    public static final int MOST = 256;

    private PreSharedKeys() {}

    /** @param keys in the order of {@code ids} */
    public static SecretBytes combine(CipherSuite suite, List<PreSharedKeyId> ids, List<SecretBytes> keys) {
        if (ids.size() != keys.size() || ids.size() > MOST) {
            throw new IllegalArgumentException("each id has its key, and there are at most " + MOST);
        }
        SecretBytes combined = SecretBytes.owning(new byte[suite.hashBytes()]);
        for (int index = 0; index < ids.size(); index++) {
            try (SecretBytes before = combined;
                    SecretBytes input = input(suite, label(ids, index), keys.get(index))) {
                combined = suite.extract(input, before);
            }
        }
        return combined;
    }

    private static SecretBytes input(CipherSuite suite, byte[] label, SecretBytes key) {
        try (SecretBytes zero = SecretBytes.owning(new byte[suite.hashBytes()]);
                SecretBytes extracted = suite.extract(zero, key)) {
            return suite.expandWithLabel(extracted, "derived psk", label, suite.hashBytes());
        }
    }

    private static byte[] label(List<PreSharedKeyId> ids, int index) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.struct(ids.get(index)).u16(index).u16(ids.size()).toByteArray();
        }
    }
}
