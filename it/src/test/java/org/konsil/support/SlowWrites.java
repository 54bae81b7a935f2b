package org.konsil.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** Makes every writing of messages take so long at least, whatever the machine: a disk that is slow, and a capacity that is known. */
public final class SlowWrites implements AutoCloseable {

    private final RunningSystem system;

    private SlowWrites(RunningSystem system) {
        this.system = system;
    }

    public static SlowWrites begin(RunningSystem system, Duration each) throws SQLException {
        SlowWrites slow = new SlowWrites(system);
        slow.execute(String.format(
                Locale.ROOT,
                "create function slow_write() returns trigger language plpgsql as"
                        + " 'begin perform pg_sleep(%.3f); return null; end'",
                each.toMillis() / 1000.0));
        slow.execute(
                "create trigger slow_write after insert on envelope for each statement execute function slow_write()");
        return slow;
    }

    @Override
    public void close() throws SQLException {
        execute("drop trigger slow_write on envelope");
        execute("drop function slow_write()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection database = system.database("konsil");
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
