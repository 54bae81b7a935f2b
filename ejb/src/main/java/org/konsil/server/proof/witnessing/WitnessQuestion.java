package org.konsil.server.proof.witnessing;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictNumber;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.tree.TreeProofs;
import org.konsil.protocol.proof.witness.AddCheckpoint;
import org.konsil.server.proof.WitnessFault;

/** One witness is shown one checkpoint (C2SP tlog-witness); it may say once where it wants to begin. */
final class WitnessQuestion {

    private final WitnessConnection connection;
    private final Checkpoint checkpoint;
    private final TreeProofs proofs;

    WitnessQuestion(WitnessConnection connection, Checkpoint checkpoint, TreeProofs proofs) {
        this.connection = connection;
        this.checkpoint = checkpoint;
        this.proofs = proofs;
    }

    /** Why there is no cosignature. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final WitnessFault fault;

        Refusal(WitnessFault fault, Throwable cause) {
            super(fault.name(), cause);
            this.fault = fault;
        }

        Refusal(WitnessFault fault) {
            super(fault.name());
            this.fault = fault;
        }

        WitnessFault fault() {
            return fault;
        }
    }

    /**
     * The checkpoint with its signature, which was checked.
     *
     * @param seenSize how many entries it saw last, as far as is known
     */
    Checkpoint ask(NoteKey witness, URI address, long seenSize) throws Refusal {
        long old = Math.min(seenSize, checkpoint.size());
        WitnessReply reply = send(address, old);
        if (reply.status() == 409) {
            long wanted = size(reply.body());
            if (wanted > checkpoint.size()) {
                throw new Refusal(WitnessFault.SAW_MORE);
            }
            if (wanted == old) {
                throw new Refusal(WitnessFault.SAW_ANOTHER);
            }
            reply = send(address, wanted);
        }
        return switch (reply.status()) {
            case 200 -> cosigned(witness, reply.body());
            case 403 -> throw new Refusal(WitnessFault.KEY_UNKNOWN);
            case 404 -> throw new Refusal(WitnessFault.LOG_UNKNOWN);
            case 409 -> throw new Refusal(WitnessFault.SAW_ANOTHER);
            case 422 -> throw new Refusal(WitnessFault.NOT_GROWN);
            default -> throw new Refusal(WitnessFault.REFUSED);
        };
    }

    private WitnessReply send(URI address, long old) throws Refusal {
        byte[] question =
                new AddCheckpoint(old, proofs.consistency(old, checkpoint.size()), checkpoint.encode()).encode();
        try {
            return connection.ask(address, question);
        } catch (IOException away) {
            throw new Refusal(WitnessFault.UNREACHABLE, away);
        }
    }

    /** Signatures of others are passed over, as C2SP asks for; without its own the answer is worth nothing. */
    private Checkpoint cosigned(NoteKey witness, byte[] body) throws Refusal {
        String text = new String(body, StandardCharsets.UTF_8);
        ProofRefusedException none = new ProofRefusedException(ProofFault.UNSIGNED);
        for (String line : text.lines().toList()) {
            try {
                return checkpoint.with(witness, (line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (ProofRefusedException refused) {
                none = refused;
                if (refused.fault() != ProofFault.UNSIGNED) {
                    break;
                }
            }
        }
        throw new Refusal(WitnessFault.FORGED, none);
    }

    private static long size(byte[] body) throws Refusal {
        try {
            String text = new String(body, StandardCharsets.US_ASCII);
            return StrictNumber.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : "");
        } catch (ProofRefusedException noSize) {
            throw new Refusal(WitnessFault.REFUSED, noSize);
        }
    }
}
