package org.konsil.protocol.mls.group;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

/**
 * Holds an archive's parts together: a number that grows with each change, and one hash over all parts that a change of one
 * part changes without looking at the others. Not thread-safe.
 */
final class ArchiveSeal {

    static final String NAME = "seal";

    private final CipherSuite suite;
    private final Map<String, Bytes> hashes = new HashMap<>();
    private final byte[] sum;
    private long version;

    ArchiveSeal(CipherSuite suite) {
        this.suite = suite;
        this.sum = new byte[suite.hashBytes()];
    }

    long version() {
        return version;
    }

    Iterable<String> names() {
        return hashes.keySet();
    }

    void put(String name, SecretBytes part) {
        remove(name);
        Bytes hash = hash(name, part);
        hashes.put(name, hash);
        mix(hash);
    }

    void remove(String name) {
        Bytes before = hashes.remove(name);
        if (before != null) {
            mix(before);
        }
    }

    private void mix(Bytes hash) {
        for (int at = 0; at < sum.length; at++) {
            sum[at] ^= hash.at(at);
        }
    }

    private Bytes hash(String name, SecretBytes part) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.opaque(name.getBytes(StandardCharsets.UTF_8)).secret(part);
            return suite.hash(writer.toByteArray());
        }
    }

    /** The part of its own that the next change ends with. */
    SecretBytes next() {
        version++;
        try (MlsWriter writer = new MlsWriter()) {
            return SecretBytes.owning(
                    writer.u8(GroupArchive.FORMAT).u64(version).raw(sum).toByteArray());
        }
    }

    /** Of an archive that was read; parts of different times are refused. */
    static ArchiveSeal require(CipherSuite suite, Map<String, SecretBytes> parts) {
        ArchiveSeal seal = new ArchiveSeal(suite);
        parts.forEach((name, part) -> {
            if (!name.equals(NAME)) {
                seal.put(name, part);
            }
        });
        Bytes sum = Bytes.of(seal.sum);
        SecretBytes found = GroupArchive.require(parts, NAME);
        found.read(reader -> seal.requireSum(reader, sum));
        return seal;
    }

    private ArchiveSeal requireSum(MlsReader reader, Bytes expected) {
        GroupArchive.requireFormat(reader);
        version = reader.u64();
        if (!reader.fixed(sum.length).equals(expected)) {
            throw new MlsValidationException(Fault.ARCHIVE_INCONSISTENT);
        }
        return this;
    }
}
