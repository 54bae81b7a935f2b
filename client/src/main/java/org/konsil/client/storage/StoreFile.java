package org.konsil.client.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The SQLite file of a store: how it is opened, and what proves that a secret is the right one. */
final class StoreFile {

    private static final int FORMAT = 1;
    private static final int SALT_BYTES = 32;
    private static final byte[] PROOF_PLACE = {'p', 'r', 'o', 'o', 'f'};
    private static final byte[] PROOF = {'k', 'o', 'n', 's', 'i', 'l'};

    private StoreFile() {}

    /** Opens for this program alone; every commit waits for the disk, and what is deleted is overwritten. */
    static Connection open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setBusyTimeout(0);
        try {
            Connection database = config.createConnection("jdbc:sqlite:" + file);
            database.setAutoCommit(false);
            return database;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The seal of this file, for the secret that it was made with. */
    static Seal unlock(Connection database, StoreSecret secret) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate("create table if not exists header (format integer not null,"
                    + " iterations integer not null, salt blob not null, proof blob not null)");
            statement.executeUpdate("create table if not exists record (name blob primary key,"
                    + " shelf blob not null, value blob not null) without rowid");
            statement.executeUpdate("create index if not exists record_shelf on record (shelf)");
            try (ResultSet header = statement.executeQuery("select format, iterations, salt, proof from header")) {
                if (header.next()) {
                    return unlock(header, secret);
                }
            }
        }
        Seal made = make(database, secret);
        database.commit();
        return made;
    }

    private static Seal unlock(ResultSet header, StoreSecret secret) throws SQLException {
        if (header.getInt(1) != FORMAT) {
            throw new StoreException("store-of-another-version");
        }
        int iterations = header.getInt(2);
        if (iterations > 0 != secret.isPassphrase()) {
            throw new StoreException("store-key-wrong");
        }
        try (SecretBytes root = secret.derive(header.getBytes(3), iterations)) {
            Seal seal = new Seal(root);
            if (!Arrays.equals(seal.open(header.getBytes(4), PROOF_PLACE), PROOF)) {
                throw new StoreException("store-damaged");
            }
            return seal;
        } catch (TamperedException wrong) {
            throw new StoreException("store-key-wrong", wrong);
        }
    }

    private static Seal make(Connection database, StoreSecret secret) throws SQLException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        int iterations = secret.isPassphrase() ? StoreSecret.ITERATIONS : 0;
        try (SecretBytes root = secret.derive(salt, iterations);
                PreparedStatement insert = database.prepareStatement("insert into header values (?, ?, ?, ?)")) {
            Seal seal = new Seal(root);
            insert.setInt(1, FORMAT);
            insert.setInt(2, iterations);
            insert.setBytes(3, salt);
            insert.setBytes(4, seal.seal(PROOF, PROOF_PLACE));
            insert.executeUpdate();
            return seal;
        }
    }

    static StoreException failure(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            if (code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED) {
                return new StoreException("store-in-use", e);
            }
            if (code == SQLiteErrorCode.SQLITE_NOTADB || code == SQLiteErrorCode.SQLITE_CORRUPT) {
                return new StoreException("store-damaged", e);
            }
        }
        return new StoreException("store-failed", e);
    }

    static void close(Connection database) {
        try {
            database.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
