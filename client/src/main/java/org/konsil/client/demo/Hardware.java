package org.konsil.client.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of hardware that may hold keys.
 *
 * @param id of the piece
 * @param label as it stands on its back
 * @param code with which its user shows that it was approved
 * @param owner the login name of the only person who may use it; null if it is shared
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Hardware(
        UUID id, String label, String code, @Nullable String owner) {

    static Hardware of(String label, Optional<String> owner) {
        return new Hardware(UUID.randomUUID(), label, ReadableCode.next(), owner.orElse(null));
    }
}
