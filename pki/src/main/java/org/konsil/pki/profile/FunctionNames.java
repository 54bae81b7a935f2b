package org.konsil.pki.profile;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A part of the server that signs: OCSP, time stamps, the proof log, the delivery service.
 *
 * @param hospital the organisation, as in the issuing CA's own name
 * @param function what it is, such as {@code Device CA OCSP}
 */
public record FunctionNames(String hospital, String function) implements SubjectNames {

    @Override
    public NameForm form() {
        return NameForm.FUNCTION;
    }

    @Override
    public X500Principal subject() {
        // Never a host name: the JDK takes a CN that looks like one for one, where there is no subjectAltName (tried).
        return DistinguishedNames.subject(hospital, "Konsil " + function);
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        return List.of();
    }
}
