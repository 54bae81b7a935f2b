package org.konsil.protocol.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.konsil.protocol.backup.key.BackupRootKey;

/** The frozen backups that the app reads as well: protocol/test-vectors/backup.json. */
public final class BackupVectors {

    private static final JsonNode ALL = read();

    private BackupVectors() {}

    /** One entry of a list in the file; printed as its name. */
    public record Case(JsonNode node) {

        public String text(String field) {
            return node.get(field).asText();
        }

        public byte[] bytes(String field) {
            return HexFormat.of().parseHex(text(field));
        }

        public long number(String field) {
            return node.get(field).asLong();
        }

        public BackupFault fault() {
            return BackupFault.valueOf(text("fault"));
        }

        @Override
        public String toString() {
            return node.has("name") ? text("name") : "case";
        }
    }

    public static List<Case> list(String name) {
        return StreamSupport.stream(ALL.get(name).spliterator(), false)
                .map(Case::new)
                .toList();
    }

    public static Case root() {
        return new Case(ALL.get("root"));
    }

    public static BackupRootKey rootKey() {
        return BackupRootKey.copyOf(root().bytes("key"));
    }

    /** What the file says of its contents. */
    public static byte[] plain(int length) {
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            plain[i] = (byte) (167 * i + i / 256);
        }
        return plain;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("test-vectors", "backup.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
