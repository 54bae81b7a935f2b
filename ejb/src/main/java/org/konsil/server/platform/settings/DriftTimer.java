package org.konsil.server.platform.settings;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/** Has the drift told after the start, again and again until it is: a database without room keeps nobody from starting. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init") // the container injects, then calls start
public class DriftTimer {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    @Resource
    TimerService timers;

    @Inject
    Drift drift;

    @PostConstruct
    void start() {
        timers.createIntervalTimer(0, AGAIN.toMillis(), new TimerConfig(null, false));
    }

    @Timeout
    void tell(Timer timer) {
        drift.tell();
        timer.cancel();
    }
}
