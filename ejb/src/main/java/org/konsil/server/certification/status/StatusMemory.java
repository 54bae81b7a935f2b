package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.CertificateSerial;

/**
 * Answers that this node gave to the very same question shortly before. It looks for changes of status each quarter of a second
 * that it is asked in; an answer from here is never older than half a second, and none is given if the database does not say what
 * changed.
 */
@ApplicationScoped
class StatusMemory {
    static final Duration LOOK_AFTER = Duration.ofMillis(250);
    /** Others may answer while one looks, but not for longer than this. */
    private static final Duration AT_LATEST = Duration.ofMillis(500);
    /** A renewed lease is given out this long after at the latest; the one before is good for hours then. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST = 20_000;

    @Inject
    Clock clock;

    private final ReentrantLock looking = new ReentrantLock();
    private final Map<Question, Kept> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
            return size() > MOST;
        }
    };
    private volatile Instant looked = Instant.MIN;
    private volatile @Nullable StatusChanges seen;
    private long forgotten;

    private record Kept(StatusReply reply, CertificateSerial serial, Instant until) {}

    private static final class Question {
        private final IssuingAuthority authority;
        private final byte[] der;

        Question(IssuingAuthority authority, byte[] der) {
            this.authority = authority;
            this.der = der;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Question question
                    && authority == question.authority
                    && Arrays.equals(der, question.der);
        }

        @Override
        public int hashCode() {
            return 31 * authority.hashCode() + Arrays.hashCode(der);
        }
    }

    /**
     * The answer to the same question, if it still holds.
     *
     * @param changes what changed since the last look that it is given
     */
    Optional<StatusReply> find(
            IssuingAuthority authority, byte[] question, Function<@Nullable StatusChanges, StatusChanges> changes) {
        look(changes);
        Instant now = clock.instant();
        synchronized (answers) {
            Kept kept = answers.get(new Question(authority, question));
            return Optional.ofNullable(kept)
                    .filter(found -> now.isBefore(found.until()))
                    .map(Kept::reply);
        }
    }

    /** Taken before the database is asked, and given back with the answer. */
    long mark() {
        synchronized (answers) {
            return forgotten;
        }
    }

    /** Keeps the answer for the next who asks, unless something changed since the mark. */
    void keep(IssuingAuthority authority, byte[] question, CertificateSerial serial, StatusReply reply, long mark) {
        Instant longest = clock.instant().plus(LONGEST);
        Optional<Instant> until = reply.keepUntil().map(end -> end.isBefore(longest) ? end : longest);
        synchronized (answers) {
            if (until.isPresent() && mark == forgotten) {
                answers.put(new Question(authority, question.clone()), new Kept(reply, serial, until.get()));
            }
        }
    }

    /** The status of these changed. */
    void forget(Collection<CertificateSerial> serials) {
        if (serials.isEmpty()) {
            return;
        }
        Set<CertificateSerial> changed = new HashSet<>(serials);
        synchronized (answers) {
            forgotten++;
            answers.values().removeIf(kept -> changed.contains(kept.serial()));
        }
    }

    private void forgetAll() {
        synchronized (answers) {
            forgotten++;
            answers.clear();
        }
    }

    private void look(Function<@Nullable StatusChanges, StatusChanges> changes) {
        if (isWithin(LOOK_AFTER)) {
            return;
        }
        if (!looking.tryLock()) {
            if (isWithin(AT_LATEST)) {
                return;
            }
            looking.lock();
        }
        try {
            if (!isWithin(LOOK_AFTER)) {
                Instant now = clock.instant();
                StatusChanges last = seen;
                StatusChanges next = changes.apply(last);
                if (last == null || next.isOfAnotherTime(last)) {
                    forgetAll();
                }
                forget(next.serials());
                seen = next;
                looked = now;
            }
        } finally {
            looking.unlock();
        }
    }

    private boolean isWithin(Duration age) {
        Instant last = looked;
        Instant now = clock.instant();
        return !now.isBefore(last) && last != Instant.MIN && now.isBefore(last.plus(age));
    }
}
