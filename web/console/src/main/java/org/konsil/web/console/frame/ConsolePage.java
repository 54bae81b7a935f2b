package org.konsil.web.console.frame;

import static org.konsil.server.access.Role.APPROVER;
import static org.konsil.server.access.Role.COMPLIANCE_OFFICER;
import static org.konsil.server.access.Role.DATA_PROTECTION_OFFICER;
import static org.konsil.server.access.Role.IT_OPERATOR;
import static org.konsil.server.access.Role.REGISTRATION_OFFICER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Role;

/** Every page of the console, and who may open it and act on it; the rights are those of the API. What is not here is not served. */
public enum ConsolePage {
    DASHBOARD(
            "/index.xhtml",
            null,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER, DATA_PROTECTION_OFFICER)),
    CERTIFICATES(
            "/certificates.xhtml",
            DASHBOARD,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    CERTIFICATE(
            "/certificate.xhtml",
            CERTIFICATES,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    CERTIFICATE_FILE(
            "/certificate-file",
            CERTIFICATE,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    CERTIFICATE_TABLE(
            "/certificates.csv",
            CERTIFICATES,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    REVOCATION("/revocation.xhtml", CERTIFICATE, EnumSet.of(REGISTRATION_OFFICER)),
    REQUESTS("/requests.xhtml", DASHBOARD, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR)),
    REQUEST("/request.xhtml", REQUESTS, EnumSet.of(REGISTRATION_OFFICER, APPROVER)),
    PEOPLE("/people.xhtml", DASHBOARD, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR)),
    PERSON("/person.xhtml", PEOPLE, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR)),
    HARDWARE("/hardware.xhtml", DASHBOARD, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR)),
    HARDWARE_ENTRY("/hardware-entry.xhtml", HARDWARE, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR)),
    HARDWARE_NEW("/hardware-new.xhtml", HARDWARE, EnumSet.of(REGISTRATION_OFFICER)),
    HARDWARE_END("/hardware-end.xhtml", HARDWARE_ENTRY, EnumSet.of(REGISTRATION_OFFICER)),
    PROFILES("/profiles.xhtml", DASHBOARD, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    PROFILE("/profile.xhtml", PROFILES, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    PROFILE_CHANGE("/profile-change.xhtml", PROFILE, EnumSet.of(REGISTRATION_OFFICER, IT_OPERATOR)),
    AUTHORITIES(
            "/authorities.xhtml",
            DASHBOARD,
            EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    EXPIRY("/expiry.xhtml", DASHBOARD, EnumSet.of(REGISTRATION_OFFICER, APPROVER, IT_OPERATOR, COMPLIANCE_OFFICER)),
    HEALTH("/health.xhtml", DASHBOARD, EnumSet.of(IT_OPERATOR, COMPLIANCE_OFFICER)),
    SETTINGS("/settings.xhtml", DASHBOARD, EnumSet.of(IT_OPERATOR, COMPLIANCE_OFFICER, DATA_PROTECTION_OFFICER)),
    ACTIVITY("/activity.xhtml", DASHBOARD, EnumSet.of(COMPLIANCE_OFFICER, DATA_PROTECTION_OFFICER));

    private final String path;
    private final @Nullable ConsolePage above;
    private final Set<Role> roles;

    ConsolePage(String path, @Nullable ConsolePage above, Set<Role> roles) {
        this.path = path;
        this.above = above;
        this.roles = roles;
    }

    /** Its address below that of the console. */
    public String path() {
        return path;
    }

    /** The page from which one comes here. */
    public Optional<ConsolePage> above() {
        return Optional.ofNullable(above);
    }

    /** Those of whom one suffices. */
    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    /** Whether it stands in the navigation: the first page, and those right below it. */
    public boolean isMain() {
        return this == DASHBOARD || above == DASHBOARD;
    }

    /** Whether whoever asks may open it. */
    public boolean isOpenTo(HttpServletRequest request) {
        return roles.stream().map(Role::roleName).anyMatch(request::isUserInRole);
    }

    /** The page at this address. */
    public static Optional<ConsolePage> find(String path) {
        String named = path.isEmpty() || path.equals("/") ? DASHBOARD.path : path;
        return Stream.of(values()).filter(page -> page.path.equals(named)).findFirst();
    }
}
