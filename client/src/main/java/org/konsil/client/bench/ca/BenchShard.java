package org.konsil.client.bench.ca;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.SecretName;

/**
 * Certificates whose revocations are on one list.
 *
 * @param number of the list
 * @param serials of certificates that are not revoked, oldest first
 */
record BenchShard(int number, List<String> serials) {

    private static final String FULLEST = "with good as (select c.serial, c.shard, c.issued_at from certificate c"
            + " join person p on p.user_id = c.user_id where p.username = any (?) and c.issuer = 'device'"
            + " and not exists (select 1 from certificate_revocation r where r.serial = c.serial))"
            + " select serial, shard from good where shard ="
            + " (select shard from good group by shard order by count(*) desc, shard limit 1) order by issued_at";

    /** Keeps a copy. */
    BenchShard {
        serials = List.copyOf(serials);
    }

    /** The one that has most of these people's devices. */
    static BenchShard fullest(Installation installation, List<DemoPerson> people) {
        String password = installation.secrets().require(SecretName.KONSIL_DATABASE_PASSWORD);
        try (Connection connection = DriverManager.getConnection(installation.jdbcUrl(), Databases.KONSIL, password);
                PreparedStatement query = connection.prepareStatement(FULLEST)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", people.stream().map(DemoPerson::username).toArray()));
            List<String> serials = new ArrayList<>();
            int number = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    serials.add(rows.getString(1));
                    number = rows.getInt(2);
                }
            }
            return new BenchShard(number, serials);
        } catch (SQLException e) {
            throw new InstallationException("the server's database cannot be read: SQL state " + e.getSQLState(), e);
        }
    }

    /** Where the list is. */
    String path() {
        return "/pki/crl/device/" + number + ".crl";
    }
}
