package org.konsil.client.demo;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * What somebody needs to try the hospital.
 *
 * @param people who can log in
 * @param passphrase with which each of them does
 * @param hardware each person's phone, and a tablet for each ward
 */
public record SeededHospital(List<DemoPerson> people, String passphrase, List<Hardware> hardware) {

    /** Keeps copies. */
    public SeededHospital {
        people = List.copyOf(people);
        hardware = List.copyOf(hardware);
    }

    /** The code of the person's own phone. */
    public String codeOf(DemoPerson person) {
        return hardware.stream()
                .filter(piece -> person.username().equals(piece.owner()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no phone for this person"))
                .code();
    }

    /** Somebody who may revoke certificates. */
    DemoPerson registrationOfficer() {
        return people.stream()
                .filter(DemoPerson::revokesCertificates)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no registration officer in this hospital"));
    }

    @Override
    public String toString() {
        return "SeededHospital[" + people.size() + " people]";
    }
}
