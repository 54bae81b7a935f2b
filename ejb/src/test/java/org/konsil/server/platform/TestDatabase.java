package org.konsil.server.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** A real PostgreSQL with the real persistence unit, migrated and validated as at the server's start. */
public final class TestDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final EntityManagerFactory factory;

    public TestDatabase() throws IOException {
        server = durable(EmbeddedPostgres.builder()).start();
        factory = Persistence.createEntityManagerFactory(
                "konsil",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        database(),
                        "jakarta.persistence.nonJtaDataSource",
                        database(),
                        "hibernate.transaction.coordinator_class",
                        "jdbc"));
    }

    static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
        return builder.setPGStartupWait(Duration.ofMinutes(3))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    public DataSource database() {
        return server.getPostgresDatabase();
    }

    /** Does it in a transaction of its own; an exception undoes it. */
    public <T> T inTransaction(Function<EntityManager, T> act) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                T result = act.apply(entities);
                entities.getTransaction().commit();
                return result;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        factory.close();
        server.close();
    }
}
