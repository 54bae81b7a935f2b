package org.konsil.protocol.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.konsil.protocol.mls.codec.SecretBytes;

/** The frozen streams that the app reads as well: protocol/test-vectors/stream.json. */
final class StreamVectors {

    private StreamVectors() {}

    /** A stream with all that it was made of. */
    record Case(String name, byte[] key, byte[] salt, byte[] context, byte[] plain, JsonNode expected) {

        private static Case of(JsonNode node) {
            byte[] plain = StreamVectors.plain(node.get("plainBytes").asInt());
            return new Case(
                    node.get("name").asText(),
                    hex(node.get("key")),
                    hex(node.get("salt")),
                    hex(node.get("context")),
                    plain,
                    node);
        }

        SecretBytes secret() {
            return SecretBytes.copyOf(key);
        }

        byte[] seal() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (SealingStream sealing = new SealingStream(out, secret(), context, salt)) {
                sealing.write(plain);
                sealing.finish();
            }
            return out.toByteArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A stream as somebody changed it, and the fault that must be found. */
    record Refused(String name, byte[] sealed, byte[] key, byte[] context, StreamFault fault) {

        private static Refused of(JsonNode node) {
            Case whole = cases().stream()
                    .filter(one -> one.name().equals(node.get("of").asText()))
                    .findFirst()
                    .orElseThrow();
            JsonNode edit = node.get("edit");
            try {
                return new Refused(
                        node.get("name").asText(),
                        edited(whole.seal(), edit),
                        edit.has("key") ? hex(edit.get("key")) : whole.key(),
                        edit.has("context") ? hex(edit.get("context")) : whole.context(),
                        StreamFault.valueOf(node.get("fault").asText()));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return StreamSupport.stream(all().get("cases").spliterator(), false)
                .map(Case::of)
                .toList();
    }

    static List<Refused> refused() {
        return StreamSupport.stream(all().get("refused").spliterator(), false)
                .map(Refused::of)
                .toList();
    }

    /** What the file says of its plaintexts. */
    static byte[] plain(int length) {
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            plain[i] = (byte) (167 * i + i / 256);
        }
        return plain;
    }

    private static byte[] edited(byte[] sealed, JsonNode edit) {
        byte[] result = edit.has("cut") ? Arrays.copyOf(sealed, edit.get("cut").asInt()) : sealed;
        if (edit.has("append")) {
            byte[] more = hex(edit.get("append"));
            result = Arrays.copyOf(sealed, sealed.length + more.length);
            System.arraycopy(more, 0, result, sealed.length, more.length);
        }
        if (edit.has("flip")) {
            result[edit.get("flip").asInt()] ^= 1;
        }
        if (edit.has("swap")) {
            byte[] before = result.clone();
            copyChunk(
                    before,
                    edit.get("swap").get(0).asInt(),
                    result,
                    edit.get("swap").get(1).asInt());
            copyChunk(
                    before,
                    edit.get("swap").get(1).asInt(),
                    result,
                    edit.get("swap").get(0).asInt());
        }
        if (edit.has("copy")) {
            copyChunk(
                    result,
                    edit.get("copy").get(0).asInt(),
                    result,
                    edit.get("copy").get(1).asInt());
        }
        return result;
    }

    private static void copyChunk(byte[] from, int chunk, byte[] into, int place) {
        int size = StreamFormat.SEALED_CHUNK_BYTES;
        int header = StreamFormat.HEADER_BYTES;
        System.arraycopy(from, header + chunk * size, into, header + place * size, size);
    }

    private static JsonNode all() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("test-vectors", "stream.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }
}
