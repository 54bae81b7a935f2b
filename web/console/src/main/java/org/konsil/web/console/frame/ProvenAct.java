package org.konsil.web.console.frame;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.server.proof.SigningRefusedException;
import org.konsil.server.proof.sequencing.Sequencer;

/** An act of high risk: it counts from its commit, and whoever did it hears of it when it is in the proof log, as at the API. */
@RequestScoped
public class ProvenAct {

    @Inject
    Sequencer sequencer;

    /**
     * Does it, and waits until the proof log has it. A refused act has no event and does not wait.
     *
     * @throws ProofPendingException if it is done and the log does not have it yet
     */
    public void carryOut(Runnable act) {
        act.run();
        try {
            sequencer.integrate();
        } catch (EJBException | SigningRefusedException failure) {
            throw new ProofPendingException(failure);
        }
    }
}
