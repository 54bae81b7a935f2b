package org.konsil.protocol.proof.witness;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.Cosignature;
import org.konsil.protocol.proof.note.NoteKey;

/** Which witnesses must have seen a checkpoint before somebody counts on it (C2SP tlog-policy). */
public final class WitnessPolicy {

    /** No policy is longer. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Nobody has to have seen anything. */
    public static final WitnessPolicy NONE = new WitnessPolicy(List.of(), List.of(), Optional.empty());

    private final List<NoteKey> logs;
    private final List<Witness> witnesses;
    private final Optional<Predicate<Set<NoteKey>>> quorum;

    /**
     * Who sees a log.
     *
     * @param name within the policy
     * @param address where it is asked, if the policy says that
     */
    public record Witness(String name, NoteKey key, Optional<URI> address) {}

    WitnessPolicy(List<NoteKey> logs, List<Witness> witnesses, Optional<Predicate<Set<NoteKey>>> quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
    }

    /** @throws ProofRefusedException if it is no policy */
    public static WitnessPolicy parse(byte[] bytes) {
        return new PolicyReader().read(bytes);
    }

    /** The logs of which it speaks; none if that is known from elsewhere. */
    public List<NoteKey> logs() {
        return logs;
    }

    /** In the order of the file. */
    public List<Witness> witnesses() {
        return witnesses;
    }

    /** Whether anybody has to have seen a checkpoint; not with {@code quorum none}. */
    public boolean asksForWitnesses() {
        return quorum.isPresent();
    }

    /**
     * Who of the policy's witnesses cosigned it.
     *
     * @throws ProofRefusedException if a signature that says it is one of theirs is none
     */
    public List<Cosignature> cosignatures(Checkpoint checkpoint) {
        return checkpoint.cosignatures(witnesses.stream().map(Witness::key).toList());
    }

    /** Whether these are enough. */
    public boolean isMetBy(Collection<Cosignature> cosignatures) {
        Set<NoteKey> keys =
                Set.copyOf(cosignatures.stream().map(Cosignature::witness).toList());
        return quorum.map(enough -> enough.test(keys)).orElse(true);
    }
}
