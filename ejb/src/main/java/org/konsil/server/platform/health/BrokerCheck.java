package org.konsil.server.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** The broker: what waits in the topic of the nodes, and whether something could not be delivered. */
@ApplicationScoped
class BrokerCheck implements HealthCheck {

    private static final String BROKER = "subsystem=messaging-activemq,server=default,";

    @Override
    public HealthPart part() {
        return HealthPart.BROKER;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        Optional<Long> dead = count("jms-queue=DLQ");
        Optional<Long> waiting = count("jms-topic=konsil-news");
        return dead.isPresent() && waiting.isPresent()
                ? judge(waiting.get(), dead.get())
                : HealthReport.unknown(HealthPart.BROKER);
    }

    static HealthReport judge(long waiting, long dead) {
        Map<Fact, Object> facts = new EnumMap<>(Map.of(Fact.WAITING, waiting, Fact.DEAD, dead));
        return dead > 0
                ? HealthReport.troubled(HealthTrouble.DEAD_LETTERS, facts)
                : HealthReport.good(HealthPart.BROKER, facts);
    }

    private static Optional<Long> count(String destination) {
        return WildFlyFigures.find(BROKER + destination, "messageCount").map(count -> ((Number) count).longValue());
    }
}
