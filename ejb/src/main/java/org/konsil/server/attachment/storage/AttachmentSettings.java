package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Where attachments lie, how long, and how much room they may take. */
@ApplicationScoped
class AttachmentSettings implements KnownSettings {

    private static final String FOLDER = "konsil.attachment.folder";
    private static final String LIFE = "konsil.attachment.life";
    private static final String UNFINISHED_LIFE = "konsil.attachment.unfinished-life";
    private static final String ROOM = "konsil.attachment.room-mib";
    private static final String KEPT_FREE = "konsil.attachment.kept-free-mib";
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final long MIB = 1L << 20;

    @Inject
    @ConfigProperty(name = FOLDER)
    String folder;

    @Inject
    @ConfigProperty(name = LIFE, defaultValue = "PT720H")
    Duration life;

    @Inject
    @ConfigProperty(name = UNFINISHED_LIFE, defaultValue = "PT24H")
    Duration unfinishedLife;

    @Inject
    @ConfigProperty(name = ROOM, defaultValue = "51200")
    int roomMib;

    @Inject
    @ConfigProperty(name = KEPT_FREE, defaultValue = "1024")
    int keptFreeMib;

    /** Blobs lie in one folder below it, what is just arriving in another, on the same disk. */
    Path folder() {
        return Path.of(folder);
    }

    /** How long a complete attachment is there. */
    Duration life() {
        return life;
    }

    /** How long an upload is there of which nothing more arrives. */
    Duration unfinishedLife() {
        return unfinishedLife;
    }

    /** All announced bytes together. */
    long room() {
        return roomMib * MIB;
    }

    /** What is not to be used of the disk. */
    long keptFree() {
        return keptFreeMib * MIB;
    }

    @Override
    public Set<String> names() {
        return Set.of(FOLDER, LIFE, UNFINISHED_LIFE, ROOM, KEPT_FREE);
    }

    @Override
    public void requireUsable() {
        require(LIFE, life);
        require(UNFINISHED_LIFE, unfinishedLife);
        if (roomMib < 1 || keptFreeMib < 0) {
            throw new StartRefusedException(ROOM + " must be at least 1, " + KEPT_FREE + " at least 0");
        }
        if (!folder().isAbsolute()) {
            throw new StartRefusedException(FOLDER + " must be an absolute path");
        }
        try {
            Files.createDirectories(folder());
            Path probe = Files.createTempFile(
                    folder(),
                    "probe",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.delete(probe);
        } catch (IOException failure) {
            throw new StartRefusedException(FOLDER + ": nothing can be written to " + folder, failure);
        }
    }

    private static void require(String name, Duration life) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(name + " must be between " + SHORTEST + " and " + LONGEST);
        }
    }
}
