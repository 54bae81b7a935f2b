package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.SecretName;

/** A database of its own for ejabberd, in the installation's PostgreSQL, for as long as it is measured. */
final class EjabberdDatabase implements AutoCloseable {

    static final String NAME = "bench_ejabberd";

    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
    private static final String ADMINISTRATOR = "postgres";

    private final Installation installation;
    private final String password;

    private EjabberdDatabase(Installation installation, String password) {
        this.installation = installation;
        this.password = password;
    }

    static boolean isThere() {
        return Files.isReadable(SCHEMA);
    }

    /** Makes it, with ejabberd's own tables and no accounts. */
    static EjabberdDatabase make(Installation installation, String password) throws IOException {
        EjabberdDatabase database = new EjabberdDatabase(installation, password);
        database.drop();
        try (Connection connection = database.administer("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login password " + statement.enquoteLiteral(password));
            statement.execute("create database " + NAME + " owner " + NAME + " encoding 'UTF8' template template0");
        } catch (SQLException e) {
            throw refused(e);
        }
        try (Connection connection = database.own();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(SCHEMA));
        } catch (SQLException e) {
            throw refused(e);
        }
        return database;
    }

    /** Accounts named by these, all with the same password. */
    void addAccounts(Iterable<String> names, String accountPassword) {
        try (Connection connection = own();
                PreparedStatement insert =
                        connection.prepareStatement("insert into users (username, password) values (?, ?)")) {
            for (String name : names) {
                insert.setString(1, name);
                insert.setString(2, accountPassword);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private Connection own() throws SQLException {
        return DriverManager.getConnection(url(NAME), NAME, password);
    }

    private Connection administer(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database), ADMINISTRATOR, installation.secrets().require(SecretName.POSTGRES_PASSWORD));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + installation.settings().ports().postgres() + "/" + database;
    }

    private void drop() {
        try (Connection connection = administer("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + NAME + " with (force)");
            statement.execute("drop role if exists " + NAME);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        drop();
    }

    private static EnvironmentException refused(SQLException e) {
        return new EnvironmentException("ejabberd's database cannot be made: SQL state " + e.getSQLState(), e);
    }
}
