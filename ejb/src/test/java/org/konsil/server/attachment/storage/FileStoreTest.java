package org.konsil.server.attachment.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.attachment.BlobName;

@DisplayName("Attachments as files (C2)")
class FileStoreTest extends AttachmentStoreContract {

    @Override
    AttachmentStore store() throws IOException {
        return new FileStore(Files.createDirectories(scratch.resolve("store")), 0);
    }

    @Test
    @DisplayName("are their owner's alone")
    void areTheOwnersAlone() throws IOException {
        store().append(name(), 0, part(0, 10));

        try (Stream<Path> folders = Files.list(scratch.resolve("store").resolve("blobs"))) {
            assertThat(folders)
                    .hasSize(1)
                    .allSatisfy(
                            folder -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                                    .isEqualTo("rwx------"));
        }
    }

    @Test
    @DisplayName("leave files alone that are not theirs")
    void leavesOthersAlone() throws IOException {
        BlobName name = name();
        store().append(name, 0, part(0, 10));
        Path foreign = scratch.resolve("store").resolve("blobs").resolve("lost+found.part");
        Files.writeString(foreign, "not ours");

        try (Stream<BlobName> names = store().names()) {
            assertThat(names).containsExactly(name);
        }
    }

    @Test
    @DisplayName("leave so much of the disk alone as the operator says")
    void keepsSomeFree() throws IOException {
        Path home = Files.createDirectories(scratch.resolve("store"));

        assertThat(new FileStore(home, 0).room().orElseThrow()).isPositive();
        assertThat(new FileStore(home, Long.MAX_VALUE).room()).hasValue(0);
    }
}
