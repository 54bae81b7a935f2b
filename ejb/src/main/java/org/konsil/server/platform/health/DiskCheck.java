package org.konsil.server.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** How much room the disk has on which the server's own folder is: journals and logs need it, and usually the rest of the data folder is there too. */
@ApplicationScoped
class DiskCheck implements HealthCheck {

    /** A day of logs and journals. */
    static final long FULL = 512L << 20;

    /** Time to fetch a larger one. */
    static final long LOW = 5L << 30;

    @Override
    public HealthPart part() {
        return HealthPart.DISK;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        try {
            Path folder = Path.of(System.getProperty("jboss.server.data.dir", "."));
            return judge(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HealthReport judge(long free) {
        Map<Fact, Object> facts = Map.of(Fact.FREE, free);
        if (free < FULL) {
            return HealthReport.troubled(HealthTrouble.DISK_FULL, facts);
        }
        return free < LOW
                ? HealthReport.troubled(HealthTrouble.DISK_LOW, facts)
                : HealthReport.good(HealthPart.DISK, facts);
    }
}
