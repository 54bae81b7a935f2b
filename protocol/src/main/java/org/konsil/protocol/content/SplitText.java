package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text that is too long for one message: its parts, gathered in any order, and which of them are missing (C2). */
public final class SplitText {

    private final Map<Integer, ByteString> parts = new TreeMap<>();
    private @Nullable Manifest manifest;

    /** The manifest of this text, still to be signed: cut into pieces of {@link ContentLimits#MAX_PART_BYTES}. */
    public static Manifest.Builder manifestOf(ByteString id, String text) {
        ByteString bytes = ByteString.copyFromUtf8(text);
        Manifest.Builder manifest = Manifest.newBuilder().setId(id).setBytes(bytes.size());
        pieces(bytes).forEach(piece -> manifest.addHashes(hash(piece)));
        return manifest;
    }

    /** Its parts, each of which carries the signed manifest. */
    public static List<Part> parts(Manifest signed, String text) {
        List<ByteString> pieces = pieces(ByteString.copyFromUtf8(text));
        return IntStream.range(0, pieces.size())
                .mapToObj(index -> Part.newBuilder()
                        .setManifest(signed)
                        .setIndex(index)
                        .setContent(pieces.get(index))
                        .build())
                .toList();
    }

    /** Takes a part whose fields and whose manifest's signature were checked; throws if it is not what the manifest says. */
    public void take(Part part) {
        boolean known = manifest == null || manifest.equals(part.getManifest());
        if (!known || !part.getManifest().getHashes(part.getIndex()).equals(hash(part.getContent()))) {
            throw new ContentRefusedException(ContentFault.PART_FORGED);
        }
        manifest = part.getManifest();
        parts.put(part.getIndex(), part.getContent());
    }

    /** Places of the parts that did not come yet, from 0; nothing is known before the first came. */
    public List<Integer> missing() {
        int count = manifest == null ? 0 : manifest.getHashesCount();
        return IntStream.range(0, count)
                .filter(index -> !parts.containsKey(index))
                .boxed()
                .toList();
    }

    /** The text, once nothing is missing. */
    public Optional<String> text() {
        if (manifest == null || !missing().isEmpty()) {
            return Optional.empty();
        }
        ByteString all = ByteString.copyFrom(parts.values());
        if (all.size() != manifest.getBytes()) {
            throw new ContentRefusedException(ContentFault.PART_FORGED);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all.toByteArray()))
                    .toString());
        } catch (CharacterCodingException noText) {
            throw new ContentRefusedException(ContentFault.MALFORMED);
        }
    }

    private static List<ByteString> pieces(ByteString bytes) {
        List<ByteString> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.size(); at += ContentLimits.MAX_PART_BYTES) {
            pieces.add(bytes.substring(at, Math.min(bytes.size(), at + ContentLimits.MAX_PART_BYTES)));
        }
        if (pieces.isEmpty() || pieces.size() > ContentLimits.MAX_PARTS) {
            throw new IllegalArgumentException("nothing to split, or too much");
        }
        return pieces;
    }

    private static ByteString hash(ByteString piece) {
        return ByteString.copyFrom(ContentFormat.sha256(piece.toByteArray()));
    }
}
