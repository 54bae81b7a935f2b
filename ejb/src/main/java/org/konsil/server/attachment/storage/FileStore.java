package org.konsil.server.attachment.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.stream.StreamDigest;
import org.konsil.server.attachment.BlobName;

/**
 * Blobs as files of one node: {@code <id's first byte>/<conversation>.<id>.part} while it arrives, {@code .blob} once it is whole. Each
 * file is forced to disk, and its folder too, before anybody is told.
 */
class FileStore implements AttachmentStore {

    private static final Pattern ENDING = Pattern.compile("\\.(?:part|blob)$");

    private final Path home;
    private final Path folder;
    private final long keptFree;

    /** A folder {@code blobs} is made in {@code home} when it is needed; {@code keptFree} bytes of the disk are not used. */
    FileStore(Path home, long keptFree) {
        this.home = home;
        this.folder = home.resolve("blobs");
        this.keptFree = keptFree;
    }

    @Override
    public void append(BlobName name, long offset, Path part) throws IOException {
        Path upload = upload(name);
        makeFolder(shelf(name));
        try (FileChannel in = FileChannel.open(part, READ);
                FileChannel out = FileChannel.open(upload, CREATE, WRITE)) {
            if (out.size() < offset) {
                throw new EOFException("less than " + offset + " bytes of " + name);
            }
            out.truncate(offset);
            copy(in, out, offset);
            out.force(true);
        }
        if (offset == 0) {
            force(shelf(name));
        }
    }

    private static void copy(FileChannel in, FileChannel out, long offset) throws IOException {
        long done = 0;
        while (done < in.size()) {
            long moved = out.transferFrom(in, offset + done, in.size() - done);
            if (moved <= 0) {
                throw new EOFException("a part that becomes shorter");
            }
            done += moved;
        }
    }

    @Override
    public boolean complete(BlobName name, long bytes, Bytes sha256) throws IOException {
        Path upload = upload(name);
        if (Files.size(upload) != bytes) {
            throw new EOFException("not " + bytes + " bytes of " + name);
        }
        try (InputStream in = Files.newInputStream(upload)) {
            if (!Bytes.of(StreamDigest.of(in)).equals(sha256)) {
                delete(name);
                return false;
            }
        }
        Files.move(upload, blob(name), StandardCopyOption.ATOMIC_MOVE);
        force(shelf(name));
        return true;
    }

    @Override
    public boolean isComplete(BlobName name) {
        return Files.exists(blob(name));
    }

    @Override
    public boolean holds(BlobName name, long bytes) throws IOException {
        Path upload = upload(name);
        return isComplete(name) || Files.exists(upload) && Files.size(upload) >= bytes;
    }

    @Override
    public InputStream read(BlobName name, long from, long length) throws IOException {
        FileChannel blob = FileChannel.open(blob(name), READ);
        try {
            if (blob.size() < from + length) {
                throw new EOFException("less than " + (from + length) + " bytes of " + name);
            }
            return new Piece(Channels.newInputStream(blob.position(from)), length);
        } catch (IOException failure) {
            blob.close();
            throw failure;
        }
    }

    @Override
    public void delete(BlobName name) throws IOException {
        boolean there = Files.deleteIfExists(upload(name));
        there |= Files.deleteIfExists(blob(name));
        if (there) {
            force(shelf(name));
        }
    }

    @Override
    public Stream<BlobName> names() throws IOException {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        return Files.find(folder, 2, (file, attributes) -> attributes.isRegularFile())
                .flatMap(file -> nameOf(file).stream());
    }

    @Override
    public OptionalLong room() throws IOException {
        makeFolder(folder);
        return OptionalLong.of(Math.max(0, Files.getFileStore(folder).getUsableSpace() - keptFree));
    }

    /** Files that are not ours are nobody's business here. */
    private static Optional<BlobName> nameOf(Path file) {
        String called = file.getFileName().toString();
        Matcher ending = ENDING.matcher(called);
        return ending.find() ? BlobName.parse(called.substring(0, ending.start())) : Optional.empty();
    }

    private Path upload(BlobName name) {
        return shelf(name).resolve(name + ".part");
    }

    private Path blob(BlobName name) {
        return shelf(name).resolve(name + ".blob");
    }

    private Path shelf(BlobName name) {
        return folder.resolve(name.attachment().toString().substring(0, 2));
    }

    private void makeFolder(Path wanted) throws IOException {
        if (Files.exists(wanted)) {
            return;
        }
        Files.createDirectories(
                wanted, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        force(folder);
        force(home);
    }

    /** The names in a folder are on disk only after this (fsync(2)). */
    private static void force(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
    }
}
