package org.konsil.server.platform.health;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Asks the database for a sign of life. */
@Stateless
public class DatabaseProbe {

    private static final int PATIENCE_MILLIS = 2000;

    @Resource(lookup = "java:jboss/datasources/KonsilDS")
    DataSource database;

    /**
     * Whether it answers within two seconds, or five if that takes a new connection (konsil.cli). The schema was migrated and
     * compared before anything got this far.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean answers() {
        try (Connection connection = database.getConnection();
                Statement question = connection.createStatement()) {
            // Not isValid: it swallows the failure, and the pool would lend the dead connection to the next request.
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            question.execute("select 1");
            connection.setNetworkTimeout(Runnable::run, 0);
            return true;
        } catch (SQLException unreachable) {
            return false; // which is what was asked
        }
    }
}
