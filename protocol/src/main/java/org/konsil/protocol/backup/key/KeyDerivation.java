package org.konsil.protocol.backup.key;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.konsil.protocol.mls.codec.SecretBytes;

/** HKDF with SHA-512, no salt, the label as info (RFC 5869, sections 2.2 and 2.3). */
final class KeyDerivation {

    private KeyDerivation() {}

    static SecretBytes derive(SecretBytes from, KeyLabel label) {
        byte[] raw = from.copyBytes();
        try {
            HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA512Digest());
            hkdf.init(new HKDFParameters(raw, null, label.label()));
            byte[] derived = new byte[label.bytes()];
            hkdf.generateBytes(derived, 0, derived.length);
            return SecretBytes.owning(derived);
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
    }
}
