package org.konsil.protocol.mls.leaf;

import java.util.List;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** What every member of a group must be able to do (RFC 9420, section 11.1). */
public record RequiredCapabilities(List<Integer> extensions, List<Integer> proposals, List<Integer> credentials)
        implements MlsStruct {

    public RequiredCapabilities {
        extensions = List.copyOf(extensions);
        proposals = List.copyOf(proposals);
        credentials = List.copyOf(credentials);
    }

    public static RequiredCapabilities read(MlsReader reader) {
        return new RequiredCapabilities(
                Capabilities.numbers(reader), Capabilities.numbers(reader), Capabilities.numbers(reader));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        Capabilities.numbers(writer, extensions);
        Capabilities.numbers(writer, proposals);
        Capabilities.numbers(writer, credentials);
    }
}
