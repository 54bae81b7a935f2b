package org.konsil.client.demo;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.SecretName;

/** Looks into the server's database as its administrator could: to show what is there, and what is not. */
public final class ServerTables {

    private static final int SHOWN_BYTES = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String MESSAGE = "select seq, epoch, content from envelope"
            + " where conversation_id = ? and kind = 2 and seq > ? order by seq limit 1";
    private static final String PEOPLE = "select count(*) from person where username = any (?)";

    private static final String CERTIFICATES =
            "select c.serial from certificate c join person p on p.user_id = c.user_id where p.username = any (?)";

    private final String url;
    private final String password;

    /** The database must run. */
    public ServerTables(Installation installation) {
        this.url = installation.jdbcUrl();
        this.password = installation.secrets().require(SecretName.KONSIL_DATABASE_PASSWORD);
    }

    /** The first message of a conversation above that place, as soon as it is there. */
    public StoredEnvelope awaitMessage(UUID conversation, long above) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<StoredEnvelope> found = findMessage(conversation, above);
        while (found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new InstallationException(
                        "the server has not stored the message after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(PAUSE.toMillis());
            found = findMessage(conversation, above);
        }
        return found.get();
    }

    private Optional<StoredEnvelope> findMessage(UUID conversation, long above) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement(MESSAGE)) {
            query.setObject(1, conversation);
            query.setLong(2, above);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] content = row.getBytes("content");
                String beginning = HexFormat.of().formatHex(content, 0, Math.min(SHOWN_BYTES, content.length));
                return Optional.of(
                        new StoredEnvelope(row.getLong("seq"), row.getLong("epoch"), content.length, beginning));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Returns when the server knows all of these people. */
    public void awaitPeople(List<DemoPerson> people) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (known(people) < people.size()) {
            if (System.nanoTime() > end) {
                throw new InstallationException("the server has not read Keycloak's people after "
                        + PATIENCE.toSeconds() + " s; its log says why");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private int known(List<DemoPerson> people) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement(PEOPLE)) {
            query.setArray(1, usernames(connection, people));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The serials of every device certificate that these people ever got. */
    public Set<String> serialsOf(List<DemoPerson> people) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement(CERTIFICATES)) {
            query.setArray(1, usernames(connection, people));
            Set<String> serials = new LinkedHashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    serials.add(rows.getString(1));
                }
            }
            return serials;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Array usernames(Connection connection, List<DemoPerson> people) throws SQLException {
        return connection.createArrayOf(
                "text", people.stream().map(DemoPerson::username).toArray());
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, Databases.KONSIL, password);
    }

    private static InstallationException unreadable(SQLException e) {
        return new InstallationException("the server's database cannot be read: SQL state " + e.getSQLState(), e);
    }
}
