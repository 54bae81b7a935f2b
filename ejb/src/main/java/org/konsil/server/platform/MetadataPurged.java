package org.konsil.server.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was over of one kind of metadata is deleted (C3).
 *
 * @param metadata {@link MetadataClass#name}
 * @param deleted rows
 * @param oldest {@link MetadataClass#oldest} afterwards
 * @param at when
 */
public record MetadataPurged(
        String metadata, long deleted, @Nullable Instant oldest, Instant at) {}
