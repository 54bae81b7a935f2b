package org.konsil.server.certification.request;

import static org.konsil.server.certification.EnrolmentWay.EST;
import static org.konsil.server.certification.EnrolmentWay.EST_AGAIN;
import static org.konsil.server.certification.EnrolmentWay.HANDOUT;
import static org.konsil.server.certification.EnrolmentWay.UPLOAD;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.EnrolmentForbiddenException;
import org.konsil.server.certification.EnrolmentWay;

/**
 * Who may ask for which certificate in which way; what is not in the table is refused. Certificates of the server's own parts
 * are asked for by nobody, those of CAs only at a ceremony.
 */
final class EnrolmentRules {
    private static final Set<Role> STAFF = EnumSet.of(Role.STAFF);
    private static final Set<Role> OPERATOR = EnumSet.of(Role.IT_OPERATOR);
    private static final Set<Role> OFFICERS = EnumSet.complementOf(EnumSet.of(Role.STAFF));

    private static final Map<String, Map<EnrolmentWay, Set<Role>>> TABLE = Map.of(
            "staff-device", Map.of(EST, STAFF, EST_AGAIN, STAFF),
            "staff-signature", Map.of(EST, STAFF, UPLOAD, STAFF),
            "administrator-login", Map.of(UPLOAD, OFFICERS),
            "tls-server", Map.of(EST, OPERATOR, EST_AGAIN, OPERATOR, UPLOAD, OPERATOR, HANDOUT, OPERATOR));

    private EnrolmentRules() {}

    /** @throws EnrolmentForbiddenException if the table does not list it */
    static void require(String profile, EnrolmentWay way, Caller caller) {
        Set<Role> roles = TABLE.getOrDefault(profile, Map.of()).getOrDefault(way, Set.of());
        if (caller.roles().stream().noneMatch(roles::contains)) {
            throw new EnrolmentForbiddenException(TABLE.containsKey(profile) ? profile : "not listed");
        }
    }
}
