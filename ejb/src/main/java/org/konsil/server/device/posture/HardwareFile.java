package org.konsil.server.device.posture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.server.device.HardwareCode;

/**
 * A list that people keep by hand, for the first devices of a new installation. It is read anew for each decision, so that striking out a line works at
 * once; a list with one unclear line approves nothing, so that a slip of the pen is noticed.
 */
@ApplicationScoped
class HardwareFile {

    private static final Logger LOGGER = System.getLogger(HardwareFile.class.getName());
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    @Inject
    DeviceSettings settings;

    Optional<UUID> admit(String username, String code) {
        byte[] presented = HardwareCode.sha256(code);
        Optional<UUID> admitted = Optional.empty();
        // Every line is compared, so that the time taken does not say which one matched.
        for (FileEntry entry : read()) {
            boolean matches = MessageDigest.isEqual(entry.codeSha256(), presented);
            if (matches && entry.isFor(username)) {
                admitted = Optional.of(entry.id());
            }
        }
        return admitted;
    }

    boolean isGood(String username, UUID hardware) {
        return now().test(username, hardware);
    }

    BiPredicate<String, UUID> now() {
        Map<UUID, FileEntry> entries = read().stream().collect(Collectors.toMap(FileEntry::id, Function.identity()));
        return (username, hardware) -> Optional.ofNullable(entries.get(hardware))
                .filter(entry -> entry.isFor(username))
                .isPresent();
    }

    private List<FileEntry> read() {
        Path file = settings.approvedHardwareFile();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("the list is too large");
            }
            return parse(Files.readAllBytes(file));
        } catch (IOException | JsonException | ClassCastException | IllegalArgumentException unclear) {
            LOGGER.log(Level.ERROR, "No hardware is approved, for the list of it cannot be used: " + file, unclear);
            return List.of();
        }
    }

    private static List<FileEntry> parse(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            List<FileEntry> entries = reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(FileEntry::parse)
                    .toList();
            if (entries.stream().map(FileEntry::id).distinct().count() != entries.size()) {
                throw new IllegalArgumentException("an id is there twice");
            }
            return entries;
        }
    }
}
