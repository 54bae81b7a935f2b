package org.konsil.client.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.process.Part;

/**
 * How long the processors have worked for server and database since these started.
 *
 * @param server WildFly's process
 * @param database PostgreSQL's processes, those that have ended included
 */
public record ProcessorTime(Duration server, Duration database) {

    /** Linux tells process times in hundredths of a second, whatever the kernel counts in. */
    private static final long MILLIS_PER_TICK = 10;

    /** Fields of proc_pid_stat(5) after the program's name: utime, stime, cutime, cstime. */
    private static final int FIRST_FIELD = 11;

    private static final int OWN_FIELDS = 2;
    private static final int ALL_FIELDS = 4;

    /** Looks now. */
    static ProcessorTime of(Installation installation) {
        return of(process(installation, Part.WILDFLY), process(installation, Part.POSTGRESQL));
    }

    /** Looks at any server with its database now. */
    public static ProcessorTime of(ProcessHandle server, ProcessHandle postgres) {
        Duration database = time(postgres, ALL_FIELDS);
        for (ProcessHandle child : postgres.descendants().toList()) {
            database = database.plus(time(child, ALL_FIELDS));
        }
        return new ProcessorTime(time(server, OWN_FIELDS), database);
    }

    /** What one process alone has used, without its children. */
    public static Duration ofProcess(ProcessHandle process) {
        return time(process, OWN_FIELDS);
    }

    /** What was added since then. */
    public ProcessorTime minus(ProcessorTime earlier) {
        return new ProcessorTime(server.minus(earlier.server), database.minus(earlier.database));
    }

    private static ProcessHandle process(Installation installation, Part part) {
        return installation
                .findProcess(part)
                .orElseThrow(() -> new EnvironmentException(
                        part.title() + " is not one of this installation's own running processes; ./konsil up first"));
    }

    private static Duration time(ProcessHandle process, int fields) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return read(Files.readString(stat), fields);
        } catch (IOException e) {
            if (!process.isAlive()) {
                return Duration.ZERO; // ended just now; its parent has its time already
            }
            throw new UncheckedIOException(stat + " cannot be read", e);
        }
    }

    /** The name stands in brackets and may hold spaces and brackets itself. */
    static Duration read(String stat, int fields) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = FIRST_FIELD; field < FIRST_FIELD + fields; field++) {
            ticks += Long.parseLong(words[field]);
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }
}
