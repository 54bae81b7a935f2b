package org.konsil.client.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.pki.timestamp.TimeStampReply;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.Cosignature;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.witness.WitnessPolicy;

/** What others say of the log: its witnesses, and an authority for the time. */
final class LogOutsiders {

    private final LogFiles files;
    private final Checkpoint signed;
    private final NoteKey key;
    private final LogReport report;

    LogOutsiders(LogFiles files, Checkpoint signed, NoteKey key, LogReport report) {
        this.files = files;
        this.signed = signed;
        this.key = key;
        this.report = report;
    }

    /** The newest checkpoint, or the one that was witnessed last if this log is that one, grown. */
    void cosigned(WitnessPolicy policy) {
        try {
            if (!policy.logs().isEmpty() && !policy.logs().contains(key)) {
                throw new IOException("the policy is about other logs");
            }
            Checkpoint seen = isMet(policy, signed) ? signed : earlier("witnessed/checkpoint");
            List<Cosignature> cosignatures = policy.cosignatures(seen);
            if (!policy.isMetBy(cosignatures)) {
                throw new IOException("no signature of " + missing(policy, cosignatures));
            }
            report.passed(LogCheck.COSIGNED, of(seen) + last(cosignatures));
        } catch (IOException | ProofRefusedException refused) {
            report.failed(LogCheck.COSIGNED, String.valueOf(refused.getMessage()));
        }
    }

    /** @param between certificates between the root and the log's own, which the authority shares */
    void stamped(Set<X509Certificate> roots, Collection<X509Certificate> between) {
        try {
            byte[] note = files.read("stamp/checkpoint", UnverifiedCheckpoint.MOST_BYTES);
            Checkpoint seen = earlier("stamp/checkpoint");
            Instant time = TimeStampReply.parse(files.read("stamp/reply", TimeStampReply.MOST_BYTES))
                    .check(note, roots, between);
            report.passed(LogCheck.STAMPED, of(seen) + ", " + time);
        } catch (IOException | ProofRefusedException | GeneralSecurityException refused) {
            report.failed(LogCheck.STAMPED, String.valueOf(refused.getMessage()));
        }
    }

    private static boolean isMet(WitnessPolicy policy, Checkpoint checkpoint) {
        return policy.isMetBy(policy.cosignatures(checkpoint));
    }

    private Checkpoint earlier(String name) throws IOException {
        Checkpoint earlier = UnverifiedCheckpoint.parse(files.read(name, UnverifiedCheckpoint.MOST_BYTES))
                .check(key);
        new LogHistory(files, signed).requireGrownFrom(earlier);
        return earlier;
    }

    private String of(Checkpoint seen) {
        return seen.size() + "/" + signed.size();
    }

    private static String last(List<Cosignature> cosignatures) {
        return cosignatures.stream()
                .map(Cosignature::at)
                .max(Comparator.naturalOrder())
                .map(time -> ", " + time)
                .orElse("");
    }

    private static String missing(WitnessPolicy policy, List<Cosignature> cosignatures) {
        Set<NoteKey> there = cosignatures.stream().map(Cosignature::witness).collect(Collectors.toSet());
        return policy.witnesses().stream()
                .filter(witness -> !there.contains(witness.key()))
                .map(WitnessPolicy.Witness::name)
                .collect(Collectors.joining(", "));
    }
}
