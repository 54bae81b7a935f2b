package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the attachment folder of the system under test. */
public final class StoredBlobs {

    private StoredBlobs() {}

    /** The files of this attachment. */
    public static List<Path> of(RunningSystem system, String attachment) {
        try (Stream<Path> files = Files.walk(system.data().resolve("attachments"))) {
            return files.filter(file -> file.getFileName().toString().contains(attachment))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
