package org.konsil.server.certification.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.EnrolmentForbiddenException;
import org.konsil.server.certification.EnrolmentWay;

@DisplayName("Who may ask for which certificate in which way (A5, incident I5)")
class EnrolmentRulesTest {
    /** As docs/operations/certificates.md has it; written out a second time, so that a slip in the other is seen. */
    private static final Map<String, Set<String>> LISTED = Map.ofEntries(
            Map.entry("staff-device", Set.of("EST staff", "EST_AGAIN staff")),
            Map.entry("staff-signature", Set.of("EST staff", "UPLOAD staff")),
            Map.entry(
                    "administrator-login",
                    Set.of(
                            "UPLOAD registration-officer",
                            "UPLOAD approver",
                            "UPLOAD it-operator",
                            "UPLOAD compliance-officer",
                            "UPLOAD data-protection-officer")),
            Map.entry(
                    "tls-server",
                    Set.of("EST it-operator", "EST_AGAIN it-operator", "UPLOAD it-operator", "HANDOUT it-operator")));

    @Test
    @DisplayName("every profile × way × role that is not listed is denied")
    void whatIsNotListedIsDenied() {
        int denied = 0;
        for (CertificateProfile profile : CertificateProfiles.all()) {
            Set<String> allowed = new TreeSet<>();
            for (EnrolmentWay way : EnrolmentWay.values()) {
                for (Role role : Role.values()) {
                    if (isAllowed(profile.name(), way, role)) {
                        allowed.add(way + " " + role.roleName());
                    } else {
                        denied++;
                    }
                }
            }
            assertThat(allowed)
                    .as(profile.name())
                    .isEqualTo(new TreeSet<>(LISTED.getOrDefault(profile.name(), Set.of())));
        }
        assertThat(denied).isGreaterThan(300);
    }

    @Test
    void aProfileThatDoesNotExistIsDenied() {
        assertThat(isAllowed("staff-everything", EnrolmentWay.EST, Role.STAFF)).isFalse();
    }

    @Test
    void somebodyWithoutRolesIsDeniedEverything() {
        Caller nobody = new Caller("https://id.example", "nobody", Set.of(), Instant.MAX);
        for (CertificateProfile profile : CertificateProfiles.all()) {
            for (EnrolmentWay way : EnrolmentWay.values()) {
                assertThatThrownBy(() -> EnrolmentRules.require(profile.name(), way, nobody))
                        .isInstanceOf(EnrolmentForbiddenException.class);
            }
        }
    }

    private static boolean isAllowed(String profile, EnrolmentWay way, Role role) {
        try {
            EnrolmentRules.require(
                    profile, way, new Caller("https://id.example", "somebody", Set.of(role), Instant.MAX));
            return true;
        } catch (EnrolmentForbiddenException denied) {
            return false;
        }
    }
}
