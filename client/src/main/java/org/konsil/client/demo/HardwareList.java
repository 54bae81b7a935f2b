package org.konsil.client.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.konsil.client.installation.layout.Folders;

/**
 * Keeps the approved hardware: for the server the list with hashes, for the demo the codes themselves, so that they can be
 * printed again.
 */
final class HardwareList {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int APPROVERS = 2;

    private final Path codes;
    private final Path approved;
    private final List<Hardware> all;

    HardwareList(Folders folders) throws IOException {
        this.codes = folders.secrets().resolve("demo-hardware.json");
        this.approved = folders.approvedHardwareFile();
        this.all = Files.exists(codes)
                ? new ArrayList<>(JSON.readValue(codes.toFile(), new TypeReference<List<Hardware>>() {}))
                : new ArrayList<>();
    }

    /** Finds the piece with that label, or makes one. */
    Hardware require(String label, Optional<String> owner) {
        return all.stream()
                .filter(piece -> piece.label().equals(label))
                .findFirst()
                .orElseGet(() -> {
                    Hardware piece = Hardware.of(label, owner);
                    all.add(piece);
                    return piece;
                });
    }

    /** Writes both files; the server reads its list anew for each decision. */
    void save(List<String> officers) throws IOException {
        ArrayNode list = JSON.createArrayNode();
        for (Hardware piece : all) {
            ObjectNode entry = list.addObject();
            entry.put("id", piece.id().toString());
            entry.put("label", piece.label());
            entry.put("codeSha256", sha256(piece.code()));
            entry.put("owner", piece.owner());
            entry.put("shared", piece.owner() == null);
            ArrayNode approvers = entry.putArray("approvedBy");
            officers.stream()
                    .filter(officer -> !officer.equals(piece.owner()))
                    .limit(APPROVERS)
                    .forEach(approvers::add);
        }
        replace(codes, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        replace(approved, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(),
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(String code) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
