package org.konsil.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Writes every table of a database into a folder, one text file each, as PostgreSQL's COPY prints it. */
public final class DatabaseDump {

    private static final String TABLES = """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') order by 1""";

    private DatabaseDump() {}

    /** Returns the names of the tables that were written. */
    public static List<String> write(Connection database, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        List<String> tables = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (String table : tables) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(table + ".txt"))) {
                database.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
            }
        }
        return tables;
    }
}
