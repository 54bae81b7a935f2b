package org.konsil.server.platform.health;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks the database for a sign of life. */
@Stateless
public class DatabaseProbe {

    private static final int PATIENCE_MILLIS = 2000;

    @Resource(lookup = "java:jboss/datasources/KonsilDS")
    DataSource database;

    /**
     * Its version, if it answers within two seconds, or five if that takes a new connection (konsil.cli). The schema was migrated
     * and compared before anything got this far.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<String> findVersion() {
        try (Connection connection = database.getConnection();
                Statement question = connection.createStatement()) {
            // Not isValid: it swallows the failure, and the pool would lend the dead connection to the next request.
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            String version = read(question);
            connection.setNetworkTimeout(Runnable::run, 0);
            return Optional.of(version);
        } catch (SQLException unreachable) {
            return Optional.empty(); // which is what was asked
        }
    }

    private static String read(Statement question) throws SQLException {
        try (ResultSet answer = question.executeQuery("select current_setting('server_version')")) {
            answer.next();
            return answer.getString(1);
        }
    }
}
