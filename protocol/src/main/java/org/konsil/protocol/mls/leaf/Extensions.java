package org.konsil.protocol.mls.leaf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** {@code Extension extensions<V>}: each type at most once (RFC 9420, section 13.4). */
public record Extensions(List<Extension> list) implements MlsStruct {

    public static final Extensions NONE = new Extensions(List.of());

    public Extensions {
        list = List.copyOf(list);
        Set<Integer> types = new HashSet<>();
        for (Extension extension : list) {
            if (!types.add(extension.type())) {
                throw new MlsFormatException("extension type twice in one list");
            }
        }
    }

    public static Extensions read(MlsReader reader) {
        return new Extensions(reader.list(Limits.SHORT_LIST, Extension::read));
    }

    public Optional<Bytes> find(int type) {
        return list.stream()
                .filter(extension -> extension.type() == type)
                .map(Extension::content)
                .findFirst();
    }

    /** The extension of this type, read as the structure it must hold. */
    public <T> Optional<T> find(int type, Function<MlsReader, T> structure) {
        return find(type).map(content -> MlsReader.readAll(content, structure));
    }

    /** These extensions with this one put in or replaced. */
    public Extensions with(int type, MlsStruct content) {
        List<Extension> changed = new ArrayList<>(list);
        changed.removeIf(extension -> extension.type() == type);
        changed.add(new Extension(type, Bytes.of(content.encode())));
        return new Extensions(changed);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.list(list);
    }
}
