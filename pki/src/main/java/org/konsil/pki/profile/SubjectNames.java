package org.konsil.pki.profile;

import java.util.List;
import javax.security.auth.x500.X500Principal;

/** What a certificate says of its holder; always from the directory or the configuration, never from a request. */
public sealed interface SubjectNames permits AuthorityNames, DeviceNames, FunctionNames, ServerNames, StaffNames {

    /** Of which form these names are. */
    NameForm form();

    /** The subject. */
    X500Principal subject();

    /** Whether a request that asks for this subject asks for nothing but what is true; it is not copied anyway. */
    default boolean permitsClaim(X500Principal claimed) {
        return claimed.equals(subject());
    }

    /** The names of the subjectAltName, in order; empty if there is no such extension. */
    List<AlternativeName> alternativeNames();
}
