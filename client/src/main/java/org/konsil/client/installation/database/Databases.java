package org.konsil.client.installation.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.ExternalDatabase;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;

/** The two databases of an installation, each with a role that owns it and nothing else. */
public final class Databases {

    /** The server's database and role. */
    public static final String KONSIL = "konsil";
    /** Keycloak's database and role. */
    public static final String KEYCLOAK = "keycloak";

    private final Secrets secrets;
    private final Optional<ExternalDatabase> external;
    private final String address;

    /** The hospital's own PostgreSQL if given, else the embedded one at that port. */
    public Databases(Secrets secrets, Optional<ExternalDatabase> external, int embeddedPort) {
        this.secrets = secrets;
        this.external = external;
        this.address = external.map(ExternalDatabase::address).orElse("127.0.0.1:" + embeddedPort);
    }

    /** Makes what is missing and sets the roles' passwords. */
    public void prepare() {
        String user = external.map(ExternalDatabase::administrator).orElse(PostgresServer.ADMINISTRATOR);
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user, administratorPassword());
                Statement statement = connection.createStatement()) {
            prepare(statement, KONSIL, secrets.require(SecretName.KONSIL_DATABASE_PASSWORD));
            prepare(statement, KEYCLOAK, secrets.require(SecretName.KEYCLOAK_DATABASE_PASSWORD));
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "PostgreSQL at " + address + " refused the administrator " + user + ": SQL state "
                            + e.getSQLState(),
                    e);
        }
    }

    /** Whether the server's role is let in now. */
    public boolean answers() {
        String password = secrets.require(SecretName.KONSIL_DATABASE_PASSWORD);
        try (Connection connection = DriverManager.getConnection(jdbcUrl(KONSIL), KONSIL, password)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false; // not let in is the answer
        }
    }

    /** The address of a database in JDBC's form, without a password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + address + "/" + database;
    }

    private String administratorPassword() {
        if (external.isEmpty()) {
            return secrets.require(SecretName.POSTGRES_PASSWORD);
        }
        try {
            return Files.readString(external.get().passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the database password file cannot be read", e);
        }
    }

    private static void prepare(Statement statement, String name, String password) throws SQLException {
        boolean known = exists(statement.getConnection(), "select 1 from pg_roles where rolname = ?", name);
        statement.execute("set password_encryption = 'scram-sha-256'");
        statement.execute((known ? "alter role " : "create role ") + name + " login password "
                + statement.enquoteLiteral(password));
        if (!exists(statement.getConnection(), "select 1 from pg_database where datname = ?", name)) {
            statement.execute("create database " + name + " owner " + name + " encoding 'UTF8' template template0");
            statement.execute("revoke all on database " + name + " from public");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
