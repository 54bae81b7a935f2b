package org.konsil.protocol.mls.leaf;

import java.time.Duration;
import java.time.Instant;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** From when to when a key package may be used, in seconds since 1970, both inclusive and unsigned. */
public record Lifetime(long notBefore, long notAfter) implements MlsStruct {

    public static Lifetime of(Instant notBefore, Instant notAfter) {
        return new Lifetime(notBefore.getEpochSecond(), notAfter.getEpochSecond());
    }

    public static Lifetime read(MlsReader reader) {
        return new Lifetime(reader.u64(), reader.u64());
    }

    public boolean contains(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= 0
                && Long.compareUnsigned(notBefore, second) <= 0
                && Long.compareUnsigned(second, notAfter) <= 0;
    }

    public boolean isLongerThan(Duration most) {
        return Long.compareUnsigned(notAfter, notBefore) < 0
                || Long.compareUnsigned(notAfter - notBefore, most.toSeconds()) > 0;
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u64(notBefore).u64(notAfter);
    }
}
