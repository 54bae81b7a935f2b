package org.konsil.server.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;

/** This process: it answers, so it is well; and which versions it is made of. */
@ApplicationScoped
class ServerCheck implements HealthCheck {

    @Override
    public HealthPart part() {
        return HealthPart.SERVER;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        Runtime machine = Runtime.getRuntime();
        Map<Fact, Object> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.KONSIL, version());
        WildFlyFigures.find("management-root=server", "productVersion")
                .ifPresent(version -> facts.put(Fact.WILDFLY, version.toString()));
        facts.put(Fact.JAVA, Runtime.version().toString());
        facts.put(
                Fact.STARTED,
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
        facts.put(Fact.MEMORY, machine.totalMemory() - machine.freeMemory());
        facts.put(Fact.MOST_MEMORY, machine.maxMemory());
        return HealthReport.good(HealthPart.SERVER, facts);
    }

    private static String version() {
        try (InputStream file = Objects.requireNonNull(ServerCheck.class.getResourceAsStream("version.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
