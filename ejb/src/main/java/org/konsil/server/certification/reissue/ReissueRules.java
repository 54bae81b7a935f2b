package org.konsil.server.certification.reissue;

import java.util.Map;
import java.util.Set;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.EnrolmentForbiddenException;

/**
 * Who may have which certificates made anew; what is not in the table is refused. The server's own parts renew themselves, and
 * CAs are certified at a ceremony.
 */
final class ReissueRules {
    private static final Map<String, Set<Role>> TABLE = Map.of(
            "staff-device", Set.of(Role.REGISTRATION_OFFICER, Role.IT_OPERATOR),
            "staff-signature", Set.of(Role.REGISTRATION_OFFICER),
            "administrator-login", Set.of(Role.REGISTRATION_OFFICER),
            "tls-server", Set.of(Role.IT_OPERATOR));

    private ReissueRules() {}

    /** @throws EnrolmentForbiddenException if the table does not list it */
    static void require(String profile, Caller caller) {
        Set<Role> roles = TABLE.getOrDefault(profile, Set.of());
        if (caller.roles().stream().noneMatch(roles::contains)) {
            throw new EnrolmentForbiddenException(TABLE.containsKey(profile) ? profile : "not listed");
        }
    }
}
