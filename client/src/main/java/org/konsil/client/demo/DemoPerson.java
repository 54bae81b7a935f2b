package org.konsil.client.demo;

import java.util.List;
import java.util.Set;

/**
 * One of the people of a made-up hospital.
 *
 * @param username the login name
 * @param ward where the person works
 * @param duty as what the person works
 * @param roles names of realm roles
 */
public record DemoPerson(
        String username, String firstName, String lastName, String ward, String duty, Set<String> roles) {

    static final String STATION_3 = "Station 3 Innere Medizin";
    static final String EMERGENCY = "Notaufnahme";

    /** Six people on two wards; together they have all six roles. */
    public static final List<DemoPerson> EVERYBODY = List.of(
            new DemoPerson("anna.krueger", "Anna", "Krüger", STATION_3, "Pflegefachfrau", Set.of("staff")),
            new DemoPerson("ben.oeztuerk", "Ben", "Öztürk", EMERGENCY, "Assistenzarzt", Set.of("staff")),
            new DemoPerson(
                    "clara.weiss", "Clara", "Weiß", STATION_3, "Oberärztin", Set.of("staff", "registration-officer")),
            new DemoPerson(
                    "david.nguyen", "David", "Nguyễn", EMERGENCY, "Stationsleitung", Set.of("staff", "approver")),
            new DemoPerson(
                    "elif.schroeder", "Elif", "Schröder", EMERGENCY, "IT-Betrieb", Set.of("staff", "it-operator")),
            new DemoPerson(
                    "frank.mueller",
                    "Frank",
                    "Müller",
                    STATION_3,
                    "Compliance und Datenschutz",
                    Set.of("staff", "approver", "compliance-officer", "data-protection-officer")));

    /** Keeps a copy of the roles. */
    public DemoPerson {
        roles = Set.copyOf(roles);
    }

    /** First and last name. */
    public String name() {
        return firstName + " " + lastName;
    }

    boolean revokesCertificates() {
        return roles.contains("registration-officer");
    }

    boolean approvesHardware() {
        return revokesCertificates() || roles.contains("approver");
    }
}
