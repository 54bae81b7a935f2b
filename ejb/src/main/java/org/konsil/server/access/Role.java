package org.konsil.server.access;

import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do here; the realm roles of the same names in Keycloak. */
public enum Role {
    STAFF(Role.STAFF_NAME),
    REGISTRATION_OFFICER(Role.REGISTRATION_OFFICER_NAME),
    APPROVER(Role.APPROVER_NAME),
    IT_OPERATOR(Role.IT_OPERATOR_NAME),
    COMPLIANCE_OFFICER(Role.COMPLIANCE_OFFICER_NAME),
    DATA_PROTECTION_OFFICER(Role.DATA_PROTECTION_OFFICER_NAME);

    // For annotations, which take constants only.
    public static final String STAFF_NAME = "staff";
    public static final String REGISTRATION_OFFICER_NAME = "registration-officer";
    public static final String APPROVER_NAME = "approver";
    public static final String IT_OPERATOR_NAME = "it-operator";
    public static final String COMPLIANCE_OFFICER_NAME = "compliance-officer";
    public static final String DATA_PROTECTION_OFFICER_NAME = "data-protection-officer";

    private final String roleName;

    Role(String roleName) {
        this.roleName = roleName;
    }

    /** The name in tokens and annotations. */
    public String roleName() {
        return roleName;
    }

    /** The role of that name, or nothing if Konsil gives no right for it. */
    public static Optional<Role> find(String roleName) {
        return Stream.of(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst();
    }
}
