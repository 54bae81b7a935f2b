package org.konsil.web.api.proof;

import jakarta.annotation.Priority;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.server.proof.SigningRefusedException;
import org.konsil.server.proof.sequencing.Sequencer;

/** Has the act's event integrated before the answer leaves; a refused act has none and does not wait. */
@AnsweredOnceProven
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class ProofWait {

    @Inject
    Sequencer sequencer;

    @AroundInvoke
    Object answer(InvocationContext act) throws Exception {
        Object answer = act.proceed();
        try {
            sequencer.integrate();
        } catch (EJBException | SigningRefusedException failure) {
            throw new ProofPendingException(failure);
        }
        return answer;
    }
}
