package org.konsil.client.witness;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/**
 * Signs a checkpoint if its log signed it and it is the one seen before, grown. One question at a time: between what was seen and
 * what is remembered nobody else gets in.
 */
public final class Witness implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Witness.class.getName());

    private static final int MOST_TOLD = 100;

    private final WitnessFolder folder;
    private final Set<TreeHash> told = new HashSet<>();
    private final Map<String, NoteKey> logs = new HashMap<>();
    private final Clock clock;

    private Witness(WitnessFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Goes on where it was, or begins.
     *
     * @param name its own, needed at the first start
     * @param logs the keys of the logs that it knows, one for each
     * @throws EnvironmentException if the folder is in use or not whole, or the logs are not those of before
     */
    public static Witness open(Path folder, Optional<String> name, Collection<NoteKey> logs, Clock clock)
            throws IOException {
        Witness witness = new Witness(WitnessFolder.open(folder, name), clock);
        try {
            for (NoteKey log : logs) {
                witness.add(log);
            }
            return witness;
        } catch (EnvironmentException unusable) {
            witness.close();
            throw unusable;
        }
    }

    private void add(NoteKey log) {
        if (log.kind() != NoteKind.LOG) {
            throw new EnvironmentException("not the key of a log: " + log);
        }
        if (logs.put(log.name(), log) != null) {
            throw new EnvironmentException("two keys of the log " + log.name());
        }
        try {
            folder.seen(log);
        } catch (ProofRefusedException foreign) {
            throw new EnvironmentException("what was seen of " + log.name() + " is signed by another key", foreign);
        }
    }

    /** By which others check what it signs. */
    public NoteKey key() {
        return folder.signer().key();
    }

    /**
     * To {@code add-checkpoint}. What it signs is remembered on the disk before.
     *
     * @param body the request's, of which {@link AddCheckpoint#MOST_BYTES} and one byte more were read
     * @throws IOException if it could not be remembered; then nothing was signed
     */
    synchronized WitnessAnswer answer(byte[] body) throws IOException {
        AddCheckpoint question;
        UnverifiedCheckpoint claimed;
        try {
            question = AddCheckpoint.parse(body);
            claimed = UnverifiedCheckpoint.parse(question.checkpoint());
        } catch (ProofRefusedException noQuestion) {
            return noQuestion.fault() == ProofFault.TOO_LONG ? WitnessAnswer.TOO_LONG : WitnessAnswer.MALFORMED;
        }
        NoteKey log = logs.get(claimed.claimedOrigin());
        if (log == null) {
            return WitnessAnswer.UNKNOWN_LOG;
        }
        try {
            return answer(question, claimed.check(log), folder.seen(log));
        } catch (ProofRefusedException unsigned) {
            return unsigned.fault() == ProofFault.MALFORMED ? WitnessAnswer.MALFORMED : WitnessAnswer.UNSIGNED;
        }
    }

    private WitnessAnswer answer(AddCheckpoint question, Checkpoint checkpoint, Optional<Checkpoint> seen)
            throws IOException {
        long seenSize = seen.map(Checkpoint::size).orElse(0L);
        TreeHash seenHead = seen.map(Checkpoint::hash).orElse(TreeHash.EMPTY);
        if (question.oldSize() > checkpoint.size()) {
            return WitnessAnswer.MALFORMED;
        }
        if (question.oldSize() != seenSize) {
            return WitnessAnswer.conflict(seenSize);
        }
        if (checkpoint.size() == seenSize && !checkpoint.hash().equals(seenHead)) {
            tell("two histories of the same length", checkpoint);
            return WitnessAnswer.conflict(seenSize);
        }
        try {
            question.path().check(seenSize, seenHead, checkpoint.size(), checkpoint.hash());
        } catch (ProofRefusedException fork) {
            tell("not shown to be what was seen before, grown", checkpoint);
            return WitnessAnswer.NOT_GROWN;
        }
        if (seen.isEmpty() || checkpoint.size() > seenSize) {
            folder.remember(checkpoint);
        }
        return WitnessAnswer.cosigned(folder.signer().cosign(checkpoint, clock.instant()));
    }

    /** The log signed it, so it is evidence, with what is in the folder. Said once: whoever shows it again fills no disk. */
    private void tell(String what, Checkpoint checkpoint) {
        if (told.size() < MOST_TOLD && told.add(checkpoint.hash())) {
            String note = new String(checkpoint.encode(), StandardCharsets.UTF_8);
            LOGGER.log(Level.WARNING, "{0}: {1}", what, note);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
