package org.konsil.server.device.posture;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One piece of hardware that two people approved.
 *
 * @param owner the login name of the only person who may use it, or null if it is shared
 */
record FileEntry(UUID id, byte[] codeSha256, @Nullable String owner) {

    private static final int APPROVERS = 2;

    /**
     * Reads one element of the list.
     *
     * @throws IllegalArgumentException if anything about it is unclear
     */
    static FileEntry parse(JsonObject json) {
        UUID id = UUID.fromString(json.getString("id", ""));
        byte[] digest = HexFormat.of().parseHex(json.getString("codeSha256", ""));
        require(digest.length == 32, "codeSha256 is no SHA-256");
        boolean shared = json.getBoolean("shared", false);
        @Nullable String owner = json.get("owner") instanceof JsonString name ? lower(name.getString()) : null;
        require(shared == (owner == null), "either shared or somebody's, never both");
        Set<String> approvers = approvers(json);
        require(approvers.size() >= APPROVERS, "two different people must approve");
        require(owner == null || !approvers.contains(owner), "nobody approves their own");
        return new FileEntry(id, digest, owner);
    }

    boolean isFor(String username) {
        return owner == null || owner.equals(lower(username));
    }

    private static Set<String> approvers(JsonObject json) {
        require(json.get("approvedBy") instanceof JsonArray, "approvedBy is no list");
        return json.getJsonArray("approvedBy").getValuesAs(JsonString.class).stream()
                .map(name -> lower(name.getString()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
