package org.konsil.server.platform.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the database answers; the schema was migrated and compared before anything got this far. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {

    private static final int PATIENCE_SECONDS = 2;

    @Resource(lookup = "java:jboss/datasources/KonsilDS")
    DataSource database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("konsil-database").status(answers()).build();
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException unreachable) {
            // The answer is the report: down.
            return false;
        }
    }
}
