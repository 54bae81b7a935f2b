package org.konsil.client.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.OpeningStream;
import org.konsil.protocol.stream.StreamFormat;
import org.konsil.protocol.stream.StreamRefusedException;

/** Opens a sealed file into a folder. Nothing that is there is touched, and the name appears once the whole file is there. */
final class Saving {

    private static final int MOST_NUMBERS = 10_000;

    private Saving() {}

    static Path save(Enclosure enclosure, Path sealed, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path opening = folder.resolve(".konsil-" + UUID.randomUUID() + ".part");
        try {
            open(enclosure, sealed, opening);
            return name(opening, folder, SafeName.of(enclosure.name()));
        } catch (StreamRefusedException refused) {
            throw new TamperedException("attachment-differs", refused);
        } finally {
            Files.deleteIfExists(opening);
        }
    }

    private static void open(Enclosure enclosure, Path sealed, Path into) throws IOException {
        byte[] piece = new byte[StreamFormat.CHUNK_BYTES];
        try (SecretBytes key = SecretBytes.copyOf(enclosure.key());
                InputStream in =
                        new OpeningStream(Files.newInputStream(sealed), key, Enclosure.context(enclosure.id()));
                OutputStream out =
                        Files.newOutputStream(into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
        }
    }

    /** A second name for the file: making one fails if the name is taken, whoever was faster. */
    private static Path name(Path file, Path folder, String wanted) throws IOException {
        for (int number = 1; number <= MOST_NUMBERS; number++) {
            Path target = folder.resolve(number == 1 ? wanted : SafeName.numbered(wanted, number));
            try {
                give(file, target);
                return target;
            } catch (FileAlreadyExistsException taken) {
                // The next number is tried.
            }
        }
        throw new FileAlreadyExistsException(folder.resolve(wanted).toString());
    }

    private static void give(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(file, target); // refuses a name that is taken
        }
    }
}
