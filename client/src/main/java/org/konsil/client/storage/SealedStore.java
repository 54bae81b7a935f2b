package org.konsil.client.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;

/**
 * The records of one device on disk: an SQLite file whose every value is sealed and whose names are hidden (decision 0012). Only one
 * program has it open. What {@link #write} was given is on the disk, all of it or nothing, when it returns; after a failure the
 * store takes nothing more, since nobody knows then what the disk has.
 */
public final class SealedStore implements AutoCloseable {

    private static final String FILE = "device.store";

    private final Path folder;
    private final Connection database;
    private final Seal seal;
    private boolean failed;
    private long writtenBytes;

    private SealedStore(Path folder, Connection database, Seal seal) {
        this.folder = folder;
        this.database = database;
        this.seal = seal;
    }

    /** Opens the store in this folder, or makes one. */
    public static SealedStore open(Path folder, StoreSecret secret) {
        Path file = folder.resolve(FILE);
        makeFolder(folder);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new StoreException("store-not-writable", e);
        }
        Connection database = StoreFile.open(file);
        try {
            return new SealedStore(folder, database, StoreFile.unlock(database, secret));
        } catch (SQLException e) {
            StoreFile.close(database);
            throw StoreFile.failure(e);
        } catch (StoreException | TamperedException e) {
            StoreFile.close(database);
            throw e;
        }
    }

    /** Makes the folder, its owner's alone, unless it is there. */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StoreException("store-not-writable", e);
        }
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Whether there is a store in this folder. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** The record of this name. */
    public synchronized Optional<byte[]> find(String shelf, String id) {
        byte[] name = name(shelf, id);
        try (PreparedStatement select = database.prepareStatement("select value from record where name = ?")) {
            select.setBytes(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(open(shelf, name, rows.getBytes(1)).value())
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw StoreFile.failure(e);
        }
    }

    /** All records of a shelf, by id. */
    public synchronized Map<String, byte[]> all(String shelf) {
        try (PreparedStatement select = database.prepareStatement("select name, value from record where shelf = ?")) {
            select.setBytes(1, seal.name(shelf));
            Map<String, byte[]> found = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Entry entry = open(shelf, rows.getBytes(1), rows.getBytes(2));
                    found.put(entry.id(), entry.value());
                }
            }
            return found;
        } catch (SQLException e) {
            throw StoreFile.failure(e);
        }
    }

    /** One step. The values are wiped. */
    public synchronized void write(List<Change> changes) {
        if (failed) {
            throw new StoreException("store-failed-before");
        }
        failed = true;
        try {
            for (Change change : changes) {
                apply(change);
            }
            database.commit();
            failed = false;
        } catch (SQLException e) {
            throw StoreFile.failure(e);
        } finally {
            changes.forEach(SealedStore::wipe);
        }
    }

    private void apply(Change change) throws SQLException {
        byte[] name = name(change.shelf(), change.id());
        if (change.value() == null) {
            try (PreparedStatement delete = database.prepareStatement("delete from record where name = ?")) {
                delete.setBytes(1, name);
                delete.executeUpdate();
            }
            return;
        }
        byte[] plain = new Entry(change.id(), change.value()).encode();
        try (PreparedStatement put =
                database.prepareStatement("insert or replace into record (name, shelf, value) values (?, ?, ?)")) {
            put.setBytes(1, name);
            put.setBytes(2, seal.name(change.shelf()));
            byte[] sealed = seal.seal(plain, place(change.shelf(), name));
            put.setBytes(3, sealed);
            writtenBytes += sealed.length;
            put.executeUpdate();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Entry open(String shelf, byte[] name, byte[] sealed) {
        byte[] plain = seal.open(sealed, place(shelf, name));
        try {
            return MlsReader.readAll(plain, Entry::read);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] name(String shelf, String id) {
        return seal.name(shelf + '\0' + id);
    }

    private byte[] place(String shelf, byte[] name) {
        byte[] shelfName = seal.name(shelf);
        byte[] place = Arrays.copyOf(shelfName, shelfName.length + name.length);
        System.arraycopy(name, 0, place, shelfName.length, name.length);
        return place;
    }

    private static void wipe(Change change) {
        if (change.value() != null) {
            Arrays.fill(change.value(), (byte) 0);
        }
    }

    /** How many bytes of sealed values were written since it was opened. */
    public synchronized long writtenBytes() {
        return writtenBytes;
    }

    @Override
    public synchronized void close() {
        failed = true;
        StoreFile.close(database);
    }

    /** A record with its name, as it is sealed. */
    private record Entry(String id, byte[] value) {

        static Entry read(MlsReader reader) {
            String id = new String(reader.opaque().toArray(), java.nio.charset.StandardCharsets.UTF_8);
            return new Entry(id, reader.opaque().toArray());
        }

        byte[] encode() {
            MlsStruct form = writer -> writer.opaque(id.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .opaque(value);
            return form.encode();
        }
    }
}
