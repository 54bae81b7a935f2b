package org.konsil.server.platform.health;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.konsil.server.platform.DatabaseTrouble;

/**
 * Whether the database has room, as those learn who write: PostgreSQL cannot be asked how full its disk is. Said for a minute after
 * the last failure, or until something is written: whoever sends nobody to a server without room must not be the reason that it
 * never finds out.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseRoom {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private volatile @Nullable Instant fullAt;

    /** Does what needs room, and learns from it. */
    public <T> T watch(Supplier<T> writing) {
        try {
            T written = writing.get();
            fullAt = null;
            return written;
        } catch (RuntimeException failure) {
            if (DatabaseTrouble.in(failure).filter(DatabaseTrouble.FULL::equals).isPresent()) {
                fullAt = clock.instant();
            }
            throw failure;
        }
    }

    /** Whether nothing is known of a lack. */
    public boolean isThere() {
        Instant last = fullAt;
        return last == null || clock.instant().isAfter(last.plus(REMEMBERED));
    }
}
