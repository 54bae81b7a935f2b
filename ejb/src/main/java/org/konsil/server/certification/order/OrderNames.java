package org.konsil.server.certification.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.konsil.pki.lint.PermittedNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.authority.Authorities;

/** Which names may be ordered: host names that the Service CA may certify, without wildcards. */
@ApplicationScoped
class OrderNames {

    static final int MAX = 50;

    @Inject
    Authorities authorities;

    /** In lower case, each once, in the order in which they came. */
    Set<String> require(List<String> wanted) {
        if (wanted.isEmpty() || wanted.size() > MAX) {
            throw new AcmeRefusedException(AcmeRefusal.MALFORMED);
        }
        Set<String> names = new LinkedHashSet<>();
        for (String each : wanted) {
            String name = each.toLowerCase(Locale.ROOT);
            if (!ServerNames.isDnsName(name) || !isPermitted(name)) {
                throw new AcmeRefusedException(AcmeRefusal.REJECTED_IDENTIFIER);
            }
            names.add(name);
        }
        return names;
    }

    private boolean isPermitted(String name) {
        return authorities.present().contains(IssuingAuthority.SERVICE)
                && PermittedNames.permitsDns(
                        authorities.signer(IssuingAuthority.SERVICE).certificate(), List.of(name));
    }
}
