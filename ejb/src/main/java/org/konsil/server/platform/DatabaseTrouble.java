package org.konsil.server.platform;

import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * What is the matter with the database when something failed. The same request may succeed later; whether it has taken effect
 * already is not known, since the connection can break between a commit and its answer.
 */
public enum DatabaseTrouble {
    /** Its disk is full. */
    FULL,
    /** It is gone, starts, stops, or has no connection left. */
    AWAY;

    private static final String DISK_FULL = "53100";
    private static final int MOST_LOOKED_AT = 100;

    /** Looks through everything that led to the failure; nothing if it has another reason. */
    public static Optional<DatabaseTrouble> in(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        boolean away = false;
        while (!open.isEmpty() && seen.size() < MOST_LOOKED_AT) {
            Throwable next = open.remove();
            if (seen.add(next)) {
                if (isFull(next)) {
                    return Optional.of(FULL);
                }
                away |= isAway(next);
                reasons(next).forEach(open::add);
            }
        }
        return away ? Optional.of(AWAY) : Optional.empty();
    }

    private static Stream<Throwable> reasons(Throwable failure) {
        // What failed while a transaction ended is only suppressed in what says that it ended.
        Stream<@Nullable Throwable> others =
                failure instanceof SQLException sql ? Stream.of(sql.getNextException()) : Stream.empty();
        return Stream.of(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()), others)
                .flatMap(reasons -> reasons)
                .flatMap(Stream::ofNullable);
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState());
    }

    /** PostgreSQL's appendix A: class 08 connection, 53 resources, 57P0x shutting down or starting up, 58 the system below. */
    private static boolean isAway(Throwable failure) {
        if (failure instanceof ResourceException || failure instanceof XAException) {
            return true; // the pool has no connection to give, or it broke with the transaction's last word
        }
        String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P0")
                        || state.startsWith("58"));
    }
}
