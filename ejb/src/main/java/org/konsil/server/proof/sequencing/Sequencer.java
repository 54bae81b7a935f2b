package org.konsil.server.proof.sequencing;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.proof.SigningRefusedException;

/**
 * Has everything integrated that waits; who needs it at once calls, and everything else comes within a second. The first call
 * after a start has the whole log compared with what was signed. Once refused, nothing is signed until the next start.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(
        TransactionAttributeType.NOT_SUPPORTED) // each batch commits by itself, what is remembered comes after it
public class Sequencer {

    private static final Logger LOGGER = System.getLogger(Sequencer.class.getName());

    @Inject
    SequencingBatch batch;

    @Inject
    LogKey key;

    private final Object checking = new Object();
    private volatile boolean checked;
    private volatile @Nullable SigningRefusedException refusal;

    /**
     * Whatever was committed before the call is in the log after it.
     *
     * @throws SigningRefusedException if that would contradict what was signed before
     */
    public void integrate() {
        requireNoRefusal();
        try {
            requireChecked();
            boolean more = true;
            while (more) {
                Optional<SequencingBatch.Signed> signed = batch.next();
                signed.ifPresent(one -> key.remember(one.checkpoint()));
                more = signed.filter(SequencingBatch.Signed::more).isPresent();
            }
        } catch (SigningRefusedException refused) {
            remember(refused);
            throw refused;
        }
    }

    /** Whether this node signs nothing more; it was said in the log of the server, once. */
    public boolean isRefused() {
        return refusal != null;
    }

    private void requireNoRefusal() {
        SigningRefusedException before = refusal;
        if (before != null) {
            throw new SigningRefusedException(String.valueOf(before.getMessage()), before);
        }
    }

    /** One thread does it, those that come meanwhile wait for it. */
    private void requireChecked() {
        if (!checked) {
            synchronized (checking) {
                requireNoRefusal();
                if (!checked) {
                    batch.check();
                    checked = true;
                }
            }
        }
    }

    private void remember(SigningRefusedException refused) {
        if (refusal == null) {
            refusal = refused;
            LOGGER.log(Level.ERROR, "The proof log is not signed any more: " + refused.getMessage(), refused);
        }
    }
}
