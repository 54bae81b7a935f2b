package org.konsil.client.bench.delivery;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.SecretName;

/** PostgreSQL's own counters, of all its databases together. */
final class WriteAheadLog {

    /** A process that has become idle tells what it counted after ten seconds at the latest. */
    private static final Duration SETTLING = Duration.ofMillis(10_500);

    private static final String SYNCS = "select coalesce(sum(fsyncs), 0) from pg_stat_io where object = 'wal'";
    private static final String BYTES = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";
    private static final String STORED = "select coalesce(sum(pg_column_size(e.*)), 0)"
            + " + (select coalesce(sum(pg_column_size(a.*)), 0) from accepted_message a where a.conversation_id = ?"
            + " and a.seq > ?) from envelope e where e.conversation_id = ? and e.seq > ?";
    private static final String LAST = "select last_seq from conversation where id = ?";

    private final String url;
    private final String password;

    WriteAheadLog(Installation installation) {
        this.url = installation.jdbcUrl();
        this.password = installation.secrets().require(SecretName.KONSIL_DATABASE_PASSWORD);
    }

    /** How often the log was made durable, after everybody has told what they counted; nothing must be going on. */
    long settledSyncs() throws InterruptedException {
        Thread.sleep(SETTLING.toMillis());
        return number(SYNCS);
    }

    /** How far it is written. */
    long bytes() {
        return number(BYTES);
    }

    /** The last number of a conversation's log. */
    long lastSeq(UUID conversation) {
        return number(LAST, conversation);
    }

    /** How many bytes of rows there are for what came after. */
    long storedAfter(UUID conversation, long seq) {
        return number(STORED, conversation, seq, conversation, seq);
    }

    private long number(String query, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, Databases.KONSIL, password);
    }

    private static InstallationException unreadable(SQLException e) {
        return new InstallationException("the database cannot be read: SQL state " + e.getSQLState(), e);
    }
}
