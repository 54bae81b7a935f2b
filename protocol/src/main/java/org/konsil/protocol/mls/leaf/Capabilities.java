package org.konsil.protocol.mls.leaf;

import java.util.List;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** What a device can do beyond the RFC's defaults (RFC 9420, section 7.2). */
public record Capabilities(
        List<Integer> versions,
        List<Integer> suites,
        List<Integer> extensions,
        List<Integer> proposals,
        List<Integer> credentials)
        implements MlsStruct {

    public Capabilities {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        extensions = List.copyOf(extensions);
        proposals = List.copyOf(proposals);
        credentials = List.copyOf(credentials);
    }

    /** MLS 1.0 with these suites and credential types, nothing optional. */
    public static Capabilities of(List<Integer> suites, List<Integer> credentials) {
        return new Capabilities(List.of(KeyPackage.MLS10), suites, List.of(), List.of(), credentials);
    }

    /** These capabilities and these extensions of the group context, of leaves or of key packages. */
    public Capabilities withExtensions(List<Integer> more) {
        return new Capabilities(versions, suites, more, proposals, credentials);
    }

    public static Capabilities read(MlsReader reader) {
        return new Capabilities(numbers(reader), numbers(reader), numbers(reader), numbers(reader), numbers(reader));
    }

    static List<Integer> numbers(MlsReader reader) {
        return reader.list(Limits.SHORT_LIST, MlsReader::u16);
    }

    static void numbers(MlsWriter writer, List<Integer> numbers) {
        writer.vector(inner -> numbers.forEach(inner::u16));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        numbers(writer, versions);
        numbers(writer, suites);
        numbers(writer, extensions);
        numbers(writer, proposals);
        numbers(writer, credentials);
    }
}
