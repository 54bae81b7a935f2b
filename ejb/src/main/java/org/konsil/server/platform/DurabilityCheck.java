package org.konsil.server.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Refuses a database that may lose what it acknowledged: a message would be confirmed and gone. */
class DurabilityCheck {

    private static final String QUERY =
            "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')";

    private final DataSource database;

    DurabilityCheck(DataSource database) {
        this.database = database;
    }

    /** @throws StartRefusedException if a setting allows loss, or cannot be read */
    void requireDurable() {
        Map<String, String> settings = read();
        require(settings, "fsync", Set.of("on"));
        require(settings, "full_page_writes", Set.of("on"));
        // Each of these waits at least for this server's own disk.
        require(settings, "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply"));
    }

    private static void require(Map<String, String> settings, String name, Set<String> allowed) {
        String value = settings.getOrDefault(name, "unknown");
        if (!allowed.contains(value)) {
            throw new StartRefusedException("PostgreSQL runs with " + name + "=" + value
                    + ", so it may lose what it acknowledged. Set it to \"on\" and start again.");
        }
    }

    private Map<String, String> read() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            Map<String, String> settings = new HashMap<>();
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
            return settings;
        } catch (SQLException failure) {
            throw new StartRefusedException(
                    "The database does not say whether it is durable; Konsil needs PostgreSQL.", failure);
        }
    }
}
