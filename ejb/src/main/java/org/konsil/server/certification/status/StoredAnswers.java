package org.konsil.server.certification.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.responder.StatusAnswer;

/**
 * Answers that were signed once and fit whoever asks the same without a nonce. An answer is used again only for the state that
 * the database has now, in the first half of its time; the least used ones go first.
 */
@ApplicationScoped
class StoredAnswers {
    private static final int MOST = 20_000;

    @Inject
    StatusSigners signers;

    private final Map<Key, Signed> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Signed> eldest) {
            return size() > MOST;
        }
    };

    private record Key(IssuingAuthority authority, CertificateName name, StatusAnswer.State state) {}

    private record Signed(byte[] response, Instant from, Instant until) {
        boolean isFresh(Instant now) {
            return !now.isBefore(from)
                    && now.isBefore(
                            from.plus(java.time.Duration.between(from, until).dividedBy(2)));
        }
    }

    StatusReply get(IssuingAuthority authority, StatusAnswer answer, Instant now) {
        Key key = new Key(authority, answer.certificate(), answer.state());
        Signed present = find(key);
        if (present == null || !present.isFresh(now)) {
            present = new Signed(
                    signers.of(authority).sign(List.of(answer), null, now), answer.thisUpdate(), answer.nextUpdate());
            keep(key, present);
        }
        boolean known = !(answer.state() instanceof StatusAnswer.Unknown);
        return new StatusReply(present.response(), Optional.of(present.until()), known);
    }

    private @org.jspecify.annotations.Nullable Signed find(Key key) {
        synchronized (answers) {
            return answers.get(key);
        }
    }

    private void keep(Key key, Signed signed) {
        synchronized (answers) {
            answers.put(key, signed);
        }
    }
}
