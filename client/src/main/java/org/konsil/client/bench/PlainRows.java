package org.konsil.client.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.SecretName;

/** The measure to compare with: rows of 1 KiB in a table of the same database, a durable commit for each. */
final class PlainRows {

    private static final int ROW_BYTES = 1024;
    private static final long SEED = 1;

    private final Installation installation;

    PlainRows(Installation installation) {
        this.installation = installation;
    }

    /** Writes that many rows into a table that is gone afterwards. */
    Cost write(int rows) {
        String password = installation.secrets().require(SecretName.KONSIL_DATABASE_PASSWORD);
        try (Connection connection = DriverManager.getConnection(installation.jdbcUrl(), Databases.KONSIL, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_row (id bigint primary key, content bytea not null)");
            try {
                return insert(connection, rows);
            } finally {
                statement.execute("drop table bench_row");
            }
        } catch (SQLException e) {
            throw new InstallationException("the database refused plain rows: SQL state " + e.getSQLState(), e);
        }
    }

    private Cost insert(Connection connection, int rows) throws SQLException {
        Random random = new Random(SEED);
        byte[] content = new byte[ROW_BYTES];
        Stopwatch watch = new Stopwatch(installation);
        try (PreparedStatement insert = connection.prepareStatement("insert into bench_row values (?, ?)")) {
            for (int row = 0; row < rows; row++) {
                random.nextBytes(content);
                insert.setLong(1, row);
                insert.setBytes(2, content);
                insert.executeUpdate();
            }
        }
        return watch.stop(rows);
    }
}
