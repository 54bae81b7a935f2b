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
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL with the real persistence unit, migrated and validated as at the server's start. */
public final class TestDatabase implements AutoCloseable {

    private final @Nullable EmbeddedPostgres server;
    private final DataSource source;
    private final StatementCounter statements = new StatementCounter();
    private final EntityManagerFactory factory;

    public TestDatabase() throws IOException {
        this(durable(EmbeddedPostgres.builder()).start());
    }

    private TestDatabase(@Nullable EmbeddedPostgres server, DataSource source) {
        this.server = server;
        this.source = source;
        factory = nodeOn(statements.over(source));
    }

    /** A persistence unit on a database that somebody else runs: a second node, or another process. */
    public static TestDatabase on(DataSource source) {
        return new TestDatabase(null, source);
    }

    private TestDatabase(EmbeddedPostgres server) {
        this(server, server.getPostgresDatabase());
    }

    /** Where another process finds this database. */
    public String url() {
        if (server == null) {
            throw new IllegalStateException("whoever runs the database knows");
        }
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** The persistence unit on any database. */
    private static EntityManagerFactory nodeOn(DataSource database) {
        return Persistence.createEntityManagerFactory(
                "konsil",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        database,
                        "jakarta.persistence.nonJtaDataSource",
                        database,
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
        return source;
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

    /** The same; {@link #statements} sees what is asked of it. */
    public DataSource countedDatabase() {
        return statements.over(source);
    }

    /** How many statements the act asks of the database. */
    public long statements(Runnable act) {
        long before = statements.count();
        act.run();
        return statements.count() - before;
    }

    @Override
    public void close() throws IOException {
        factory.close();
        if (server != null) {
            server.close();
        }
    }
}
