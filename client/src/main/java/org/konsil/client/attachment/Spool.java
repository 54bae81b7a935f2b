package org.konsil.client.attachment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.konsil.client.failure.StoreException;
import org.konsil.client.storage.SealedStore;

/** Where sealed attachments lie on their way: ciphertext only, its owner's alone. */
final class Spool {

    private final Path folder;

    Spool(Path folder) {
        this.folder = folder;
    }

    Path fileOf(UUID id) {
        return folder.resolve(id + ".sealed");
    }

    /** The file, empty if it was not there. */
    Path create(UUID id) {
        Path file = fileOf(id);
        SealedStore.makeFolder(folder);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        } catch (IOException e) {
            throw new StoreException("store-not-writable", e);
        }
    }

    void remove(UUID id) {
        try {
            Files.deleteIfExists(fileOf(id));
        } catch (IOException e) {
            throw new StoreException("store-not-writable", e);
        }
    }
}
