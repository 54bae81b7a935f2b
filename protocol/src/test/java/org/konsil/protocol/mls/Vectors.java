package org.konsil.protocol.mls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** The official vectors of RFC 9420: all files by name, read from the folder that {@code konsil.vectors} names. */
public final class Vectors {

    /** Every file of the official set. */
    public static final List<String> OFFICIAL = List.of(
            "crypto-basics",
            "deserialization",
            "key-schedule",
            "message-protection",
            "messages",
            "passive-client-handling-commit",
            "passive-client-random",
            "passive-client-welcome",
            "psk_secret",
            "secret-tree",
            "transcript-hashes",
            "tree-math",
            "tree-operations",
            "tree-validation",
            "treekem",
            "welcome");

    private Vectors() {}

    public static Path file(String name) {
        return Path.of(System.getProperty("konsil.vectors", "../../shared/test-vectors"), "mls", name + ".json");
    }

    /** The cases of a file for suites 1 and 2; a file that is not there skips the test and says so. */
    public static List<JsonNode> cases(String name) {
        Path file = file(name);
        boolean there = Files.isRegularFile(file);
        if (!there) {
            System.out.println("vectors: " + name + ".json is not there, skipped");
        }
        Assumptions.assumeTrue(there, name + ".json is not there");
        try {
            JsonNode all = new ObjectMapper().readTree(file.toFile());
            Stream<JsonNode> cases = StreamSupport.stream(all.spliterator(), false);
            List<JsonNode> ours = cases.filter(Vectors::isOurs).toList();
            System.out.println("vectors: " + name + ".json, " + ours.size() + " of " + all.size() + " cases");
            return ours;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isOurs(JsonNode one) {
        return !one.has("cipher_suite") || one.get("cipher_suite").asInt() <= 2;
    }

    public static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }

    public static Bytes bytes(JsonNode node) {
        return Bytes.of(hex(node));
    }

    public static SecretBytes secret(JsonNode node) {
        return SecretBytes.copyOf(hex(node));
    }
}
